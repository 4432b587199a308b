using System.Text.RegularExpressions;
using Tracker.Domain.Text;

namespace Tracker.Domain.Meetings;

public enum MeetingKind { Monthly, Thematic }

/// <summary>A giao ban. It counts from the day on which it is held.</summary>
/// <param name="Year">In which it is numbered: the giao ban of December may be held in January.</param>
/// <param name="Number">The month of a monthly one, the order in the year of a thematic one.</param>
/// <param name="Units">Bodies that take part.</param>
/// <param name="Participants">People who take part, as written.</param>
/// <param name="Notice">Number of the notice of conclusions; null until there is one.</param>
public sealed partial record Meeting(
    Guid Id, int Version, MeetingKind Kind, int Year, int Number, DateOnly HeldOn, TimeOnly? StartsAt, string Place, string Chair, string Title,
    IReadOnlyList<string> Agenda, IReadOnlyList<Guid> Units, IReadOnlyList<string> Participants, string? Notice)
{
    public const int LongestText = 1000, MostLines = 200, MostConclusions = 200;

    /// <summary>"Giao ban tháng 11/2026", "Giao ban chuyên đề số 3/2026".</summary>
    public string Name => Kind == MeetingKind.Monthly ? $"Giao ban tháng {Number}/{Year}" : $"Giao ban chuyên đề số {Number}/{Year}";

    /// <summary>Its name within a sentence.</summary>
    public string Lower => $"g{Name[1..]}";

    /// <summary>Nguồn giao of what it concludes.</summary>
    public string Source => $"Kết luận {Lower}";

    /// <exception cref="RuleBroken"/>
    public void Check()
    {
        if (Number < 1 || Kind == MeetingKind.Monthly && Number > 12 || Number > 366)
            throw new RuleBroken(Kind == MeetingKind.Monthly ? "Giao ban tháng phải ghi tháng từ 1 đến 12." : "Giao ban chuyên đề phải ghi số thứ tự trong năm, từ 1 đến 366.", "meeting-number");
        if (Math.Abs(HeldOn.Year - Year) > 1)
            throw new RuleBroken($"Ngày họp {Vietnamese.Day(HeldOn)} cách xa năm {Year}. Hãy kiểm tra lại năm.", "meeting-in-another-year");
        if (new[] { Place, Chair, Title }.Concat(Agenda).Concat(Participants).Any(t => t.Length > LongestText) || Agenda.Count > MostLines || Participants.Count > MostLines)
            throw new RuleBroken($"Mỗi dòng nhiều nhất {Vietnamese.Number(LongestText)} ký tự, mỗi danh sách nhiều nhất {MostLines} dòng; hãy rút gọn.", "meeting-too-long");
    }

    /// <summary>Whether a conclusion's day can be: not before the meeting that gives it.</summary>
    /// <exception cref="RuleBroken"/>
    public void CheckDue(DateOnly? due)
    {
        if (due < HeldOn)
            throw new RuleBroken($"Thời hạn {Vietnamese.Day(due!.Value)} trước ngày họp {Vietnamese.Day(HeldOn)}. Hãy kiểm tra lại ngày.", "due-before-meeting");
    }

    /// <summary>Which meeting a "Nguồn giao" names, "Kết luận giao ban tháng 11/2026": only where kind, number and year are all written; null otherwise.</summary>
    public static (MeetingKind Kind, int Number, int Year)? Named(string? source)
    {
        if (Naming().Match(VietnameseText.Fold(source)) is not { Success: true } m)
            return null;
        return (m.Groups[1].Value == "thang" ? MeetingKind.Monthly : MeetingKind.Thematic, int.Parse(m.Groups[2].Value), int.Parse(m.Groups[3].Value));
    }

    [GeneratedRegex(@"^(?:thong bao )?(?:ket luan )?(?:cua )?(?:cuoc |phien |hoi nghi )?(?:hop )?giao ban (thang|chuyen de so) (\d{1,3}) ?(?:/| nam ) ?(\d{4})$")]
    private static partial Regex Naming();
}

/// <summary>What a meeting concluded: an item that says everything about it, or words without a task.</summary>
/// <param name="Sequence">Order of recording.</param>
/// <param name="Text">Null where there is an item.</param>
public sealed record Conclusion(long Sequence, Guid MeetingId, string? Text, Guid? ItemId);
