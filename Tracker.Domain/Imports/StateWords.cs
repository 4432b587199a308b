using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>A state as a result cell names it; withdrawn is an ending, not a state.</summary>
internal readonly record struct StateWord(State? State)
{
    public static readonly StateWord Withdrawn = new(null);

    public bool IsWithdrawn => State is null;

    public override string ToString() => State is { } state ? StateWords.Name(state) : StateWords.WithdrawnName;
}

/// <summary>States as offices write them.</summary>
public static class StateWords
{
    public const string WithdrawnName = "Đưa ra khỏi chương trình";

    private static readonly Dictionary<string, StateWord> Known = Words(
        (new(State.Completed), "Hoàn thành; Đã hoàn thành; Hoàn thành đúng hạn; Đã hoàn thành đúng hạn; Hoàn thành trước hạn; Hoàn thành chậm; Hoàn thành quá hạn; Hoàn thành muộn; Hoàn thành 100%; 100%; HT; Đã HT; Xong; Đã xong; Đã làm xong; Đã thực hiện; Đã thực hiện xong; Thực hiện xong; Đã TH"),
        (new(State.InProgress), "Đang thực hiện; Đang TH; ĐTH; Đang triển khai; Đang triển khai thực hiện; Đang tiến hành; Đang làm; Đang xử lý; Đang hoàn thiện; Đang tiếp tục thực hiện; Tiếp tục thực hiện"),
        (new(State.NotStarted), "Chưa thực hiện; Chưa TH; CTH; Chưa triển khai; Chưa triển khai thực hiện; Chưa tiến hành; Chưa làm; Chưa bắt đầu; Chưa"),
        (new(State.CarriedOver), "Chuyển sang năm sau; Chuyển năm sau; Chuyển tiếp sang năm sau; Chuyển tiếp; Chuyển sang năm sau thực hiện; Chuyển tiếp năm sau"),
        (StateWord.Withdrawn, "Đưa ra khỏi chương trình; Đưa khỏi chương trình; Rút khỏi chương trình; Rút ra khỏi chương trình; Đưa ra khỏi chương trình công tác; Loại khỏi chương trình"));

    public static string Name(State state) => state switch
    {
        State.NotStarted => "Chưa thực hiện",
        State.InProgress => "Đang thực hiện",
        State.Completed => "Hoàn thành",
        State.CarriedOver => "Chuyển sang năm sau",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>Null for words that aren't known; never guessed.</summary>
    internal static StateWord? Of(string text)
    {
        var key = VietnameseText.TitleKey(text);
        if (Known.TryGetValue(key, out var word))
            return word;
        // "Chuyển sang năm 2020".
        return key.Length > 4 && int.TryParse(key.AsSpan(key.Length - 4), out _) && Known.TryGetValue(key[..^4] + "sau", out word) && word.State == State.CarriedOver ? word : null;
    }

    /// <summary>Likely meanings of an unknown word, for a person to choose from.</summary>
    public static IReadOnlyList<string> Suggest(string text)
    {
        var key = VietnameseText.TitleKey(text);
        State[] likely = key.StartsWith("chua", StringComparison.Ordinal) || key.StartsWith("khong", StringComparison.Ordinal) ? [State.NotStarted, State.InProgress]
            : key.StartsWith("dang", StringComparison.Ordinal) ? [State.InProgress]
            : key.StartsWith("da ", StringComparison.Ordinal) || key.Contains("hoan thanh", StringComparison.Ordinal) ? [State.Completed]
            : [];
        return [.. likely.Union([State.Completed, State.InProgress, State.NotStarted, State.CarriedOver]).Select(Name), WithdrawnName];
    }

    private static Dictionary<string, StateWord> Words(params (StateWord Word, string Names)[] all) =>
        all.SelectMany(a => a.Names.Split(';').Select(name => (VietnameseText.TitleKey(name), a.Word))).Distinct().ToDictionary(p => p.Item1, p => p.Word);
}
