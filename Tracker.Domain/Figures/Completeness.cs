using System.Text.Json.Serialization;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Domain.Figures;

/// <summary>What can be asked for of an item.</summary>
public enum ItemField
{
    Title, LeadUnit, CooperatingUnits, ResponsibleLeader, Officer,
    /// <summary>A time as written or a due day; "thường xuyên" is one.</summary>
    Time,
    /// <summary>A due day.</summary>
    DueDay,
    Deliverable,
    /// <summary>Nguồn giao.</summary>
    Source,
}

/// <summary>What has to be clear of an item: the "5 rõ", with authority the "6 rõ" (DOMAIN.md, Words).</summary>
public enum Clarity { People, Work, Time, Result, Responsibility, Authority }

/// <summary>
/// Which fields make up each of the clear things: a council's own choice. It has no second clock: items of any day, as known at any moment, are held against
/// what is asked for today.
/// </summary>
public sealed record Completeness
{
    public IReadOnlyList<ItemField> People { get; init => field = value ?? []; } = [ItemField.ResponsibleLeader];
    public IReadOnlyList<ItemField> Work { get; init => field = value ?? []; } = [ItemField.Title];
    public IReadOnlyList<ItemField> Time { get; init => field = value ?? []; } = [ItemField.Time];
    public IReadOnlyList<ItemField> Result { get; init => field = value ?? []; } = [ItemField.Deliverable];
    public IReadOnlyList<ItemField> Responsibility { get; init => field = value ?? []; } = [ItemField.LeadUnit];
    /// <summary>Empty: not asked for. Nguồn giao is the field that comes nearest.</summary>
    public IReadOnlyList<ItemField> Authority { get; init => field = value ?? []; } = [];

    public IReadOnlyList<ItemField> Of(Clarity clarity) => clarity switch
    {
        Clarity.People => People,
        Clarity.Work => Work,
        Clarity.Time => Time,
        Clarity.Result => Result,
        Clarity.Responsibility => Responsibility,
        _ => Authority,
    };

    /// <summary>All fields that an item needs, each once.</summary>
    [JsonIgnore]
    public IReadOnlyList<ItemField> Required => [.. Enum.GetValues<Clarity>().SelectMany(Of).Distinct().Order()];

    /// <summary>"5 rõ": of how many things any field is asked for.</summary>
    [JsonIgnore]
    public string Name => $"{Enum.GetValues<Clarity>().Count(c => Of(c).Count > 0)} rõ";

    /// <summary>The required fields that an item hasn't.</summary>
    public IReadOnlyList<ItemField> Missing(ItemFacts facts) => [.. Required.Where(f => f.IsMissing(facts))];

    /// <summary>Whether both ask for the same.</summary>
    public bool Same(Completeness other) => Required.SequenceEqual(other.Required);
}

public static class ItemFields
{
    /// <summary>The one definition of a field that isn't filled in; its SQL twin is the column lacking of item_spans.</summary>
    public static bool IsMissing(this ItemField field, ItemFacts facts) => field switch
    {
        ItemField.Title => IsBlank(facts.Title),
        ItemField.LeadUnit => facts.LeadUnitId == Guid.Empty,
        ItemField.CooperatingUnits => facts.CooperatingUnitIds.Count == 0,
        ItemField.ResponsibleLeader => IsBlank(facts.ResponsibleLeader),
        ItemField.Officer => IsBlank(facts.Officer),
        ItemField.Time => facts.DueOn is null && IsBlank(facts.TimePhrase),
        ItemField.DueDay => facts.DueOn is null,
        ItemField.Deliverable => IsBlank(facts.Deliverable),
        ItemField.Source => IsBlank(facts.Source),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    /// <summary>Within a sentence: "thiếu sản phẩm".</summary>
    public static string Name(this ItemField field) => field switch
    {
        ItemField.Title => "nội dung công việc",
        ItemField.LeadUnit => "cơ quan chủ trì",
        ItemField.CooperatingUnits => "cơ quan phối hợp",
        ItemField.ResponsibleLeader => "lãnh đạo phụ trách",
        ItemField.Officer => "chuyên viên theo dõi",
        ItemField.Time => "thời gian thực hiện",
        ItemField.DueDay => "thời hạn",
        ItemField.Deliverable => "sản phẩm",
        ItemField.Source => "nguồn giao",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    /// <summary>The field that a person names; null for anything else.</summary>
    public static ItemField? Read(string text)
    {
        var key = VietnameseText.TitleKey(text);
        return Enum.GetValues<ItemField>().Where(f => VietnameseText.TitleKey(f.Name()) == key).Select(f => (ItemField?)f).FirstOrDefault();
    }

    public static string Name(this Clarity clarity) => clarity switch
    {
        Clarity.People => "rõ người",
        Clarity.Work => "rõ việc",
        Clarity.Time => "rõ tiến độ (thời gian)",
        Clarity.Result => "rõ hiệu quả (sản phẩm)",
        Clarity.Responsibility => "rõ trách nhiệm",
        _ => "rõ thẩm quyền",
    };

    private static bool IsBlank(string? text) => text is null || text.Trim(' ').Length == 0;
}
