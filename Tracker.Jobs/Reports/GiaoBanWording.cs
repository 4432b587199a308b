using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Text;

namespace Tracker.Jobs.Reports;

/// <summary>Sentences that stand on more than one sheet.</summary>
internal static class GiaoBanWording
{
    /// <summary>As it is called within a sentence; another kind of programme goes by its own title.</summary>
    public static string ProgrammeName(this GiaoBanData data) =>
        data.Programme.Kind == ProgrammeKind.Annual || data.Programme.Title.Length == 0 ? $"Chương trình công tác năm {data.Programme.Year}" : data.Programme.Title;

    public static string ProgrammeTitle(this GiaoBanData data) =>
        $"{data.ProgrammeName()} (số {data.Programme.Number} {Vietnamese.DayInWords(data.Programme.IssuedOn)})";

    /// <summary>On which day and from what knowledge: both clocks, on every sheet that may be handed out alone.</summary>
    public static string Basis(this Viewpoint view)
    {
        var known = TimeZoneInfo.ConvertTime(view.KnownAt, Council.TimeZone);
        return $"Số liệu tính đến hết ngày {Vietnamese.Day(view.AsOf)}, theo những gì đã ghi đến {known.Hour:00}:{known.Minute:00} ngày {Vietnamese.Day(Council.DayOf(view.KnownAt))}";
    }

    /// <summary>What a reader must know before believing the figures; null on an ordinary day.</summary>
    public static string? Caution(this GiaoBanData data) =>
        data.View.AsOf < data.Programme.IssuedOn
            ? $"Ngày {Vietnamese.Day(data.View.AsOf)} trước ngày ban hành chương trình ({Vietnamese.Day(data.Programme.IssuedOn)}) nên chưa có nội dung nào."
        : data.View.AsOf > Council.DayOf(data.View.KnownAt)
            ? $"Ngày {Vietnamese.Day(data.View.AsOf)} chưa tới khi lập báo cáo: đây là số liệu dự kiến."
        : null;
}
