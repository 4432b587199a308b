using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Seals;
using Tracker.Domain.Text;

namespace Tracker.Jobs.Reports;

/// <summary>Sentences that stand on more than one sheet, or in the workbook and the document.</summary>
public static class GiaoBanWording
{
    public const string Draft = "BẢN NHÁP, số liệu chưa công bố";

    /// <summary>As it is called within a sentence; another kind of programme goes by its own title.</summary>
    public static string ProgrammeName(this GiaoBanData data) =>
        data.Programme.Kind == ProgrammeKind.Annual || data.Programme.Title.Length == 0 ? $"Chương trình công tác năm {data.Programme.Year}" : data.Programme.Title;

    public static string ProgrammeTitle(this GiaoBanData data) =>
        $"{data.ProgrammeName()} (số {data.Programme.Number} {Vietnamese.DayInWords(data.Programme.IssuedOn)})";

    /// <summary>What the report is called: as it was published, else by its period.</summary>
    public static string ReportTitle(this GiaoBanData data) => data.Seal?.Title is { Length: > 0 } title ? title : UsualTitle(data.ProgrammeName(), data.Period);

    public static string UsualTitle(string programme, Domain.Reports.ReportPeriod period) =>
        period.Kind == Domain.Reports.PeriodKind.Year ? $"Kết quả thực hiện {programme}" : $"Kết quả thực hiện {programme}, {period.Name}";

    /// <summary>On which day and from what knowledge: both clocks, on every sheet that may be handed out alone.</summary>
    public static string Basis(this Viewpoint view) =>
        $"Số liệu tính đến hết ngày {Vietnamese.Day(view.AsOf)}, theo những gì đã ghi đến {Vietnamese.Moment(view.KnownAt)}";

    /// <summary>At the foot of every page: by which code the figures are found again, or that they aren't published.</summary>
    public static string Mark(this GiaoBanData data) => data.Seal is { } seal ? $"Mã số liệu: {SealCode.Shown(seal.Code)}" : Draft;

    /// <summary>With what the figures are compared.</summary>
    public static string ComparedWith(this GiaoBanData data) =>
        (data.BeforeCode is { } code ? $"So với số liệu đã công bố, mã {SealCode.Shown(code)}: " : "So với đầu kỳ: ")
        + $"tính đến hết ngày {Vietnamese.Day(data.Before.AsOf)}, theo những gì đã ghi đến {Vietnamese.Moment(data.Before.KnownAt)}";

    /// <summary>What a reader must know before believing the figures; null on an ordinary day.</summary>
    public static string? Caution(this GiaoBanData data) =>
        data.View.AsOf < data.Programme.IssuedOn
            ? $"Ngày {Vietnamese.Day(data.View.AsOf)} trước ngày ban hành chương trình ({Vietnamese.Day(data.Programme.IssuedOn)}) nên chưa có nội dung nào."
        : data.View.AsOf > Council.DayOf(data.View.KnownAt)
            ? $"Ngày {Vietnamese.Day(data.View.AsOf)} chưa tới khi lập báo cáo: đây là số liệu dự kiến."
        : null;

    /// <summary>The council's name as letterheads break it: "HỘI ĐỒNG NHÂN DÂN", "THÀNH PHỐ HÀ NỘI".</summary>
    public static (string First, string Second) Letterhead(this GiaoBanData data) => Letterhead(data.Council);

    public static (string First, string Second) Letterhead(string council)
    {
        const string body = "Hội đồng nhân dân ";
        var (first, second) = council.StartsWith(body, StringComparison.OrdinalIgnoreCase) ? (body, council[body.Length..]) : (council, "");
        return (first.TrimEnd().ToUpperInvariant(), second.ToUpperInvariant());
    }
}
