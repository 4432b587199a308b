using System.Globalization;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Seals;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Reports;
using Tracker.Domain.Seals;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports;
using Tracker.Jobs.Seals;

namespace Tracker.Api.Reports;

/// <summary>Which report an address asks for: a published one by its code, else a draft of a programme, a period and a day.</summary>
public sealed class ReportAsking(Session session, Ask ask)
{
    /// <summary>As addresses name it: <c>month-11</c>, <c>quarter-4</c>, <c>half-2</c>, <c>year</c>.</summary>
    public static string Key(ReportPeriod period) => period.Kind == PeriodKind.Year ? "year" : $"{Link.Name(period.Kind)}-{period.Number}";

    /// <summary>The period that the address names, in the programme's year; two days of one's own; else the month of the day.</summary>
    public ReportPeriod Period(int year, DateOnly asOf) =>
        Period(ask.Text("period"), ask.Day("from"), ask.Day("to"), ask.Text("cutOff") is "1" or "true", year, asOf);

    public static ReportPeriod Period(string? key, DateOnly? from, DateOnly? to, bool cutOff, int year, DateOnly asOf)
    {
        if (from is { } first && to is { } last)
            return first <= last ? new(PeriodKind.Days, first, last)
                : throw Refused.Field("to", $"Ngày cuối của kỳ ({Vietnamese.Day(last)}) phải không trước ngày đầu ({Vietnamese.Day(first)}).");
        if (from is not null || to is not null)
            throw Refused.Field(from is null ? "from" : "to", "Một kỳ cần cả ngày đầu và ngày cuối.");
        if (key is null)
            return ReportPeriod.MonthOf(asOf, cutOff);
        return ReportPeriod.AllOf(year, cutOff).FirstOrDefault(p => string.Equals(Key(p), key, StringComparison.OrdinalIgnoreCase))
            ?? throw Refused.BadRequest("bad-period", $"“period” không nhận giá trị “{key}”. Các giá trị nhận: month-1 … month-12, quarter-1 … quarter-4, half-1, half-2, year.");
    }

    /// <exception cref="Refused">No seal has that code.</exception>
    public async Task<Seal> Seal(string typed, CancellationToken cancel) =>
        SealCode.Read(typed) is { } code && await new SealStore(session).Find(code, cancel) is { } seal ? seal
        : throw new Refused(404, "no-seal",
            $"Không có số liệu đã công bố nào mang mã “{(typed.Length > 40 ? typed[..40] + "…" : typed)}”. Mã gồm {SealCode.Length} chữ và số, in ở chân mỗi trang báo cáo, ví dụ ACEF-GH34. Hãy kiểm tra lại, hoặc mở từ danh sách Số liệu đã công bố.");

    /// <summary>The report's figures, for its files.</summary>
    public async Task<GiaoBanData> Data(CancellationToken cancel)
    {
        if (ask.Text("seal") is { } code)
            return (await SealedReport.Read(session, await Seal(code, cancel), cancel)).Data;
        var view = ask.View();
        var (_, programme) = await ask.Scope(view, cancel)
            ?? throw Refused.BadRequest("no-scope", "Hãy cho biết mã số liệu đã công bố (seal=mã), hoặc chương trình (programme=mã), hoặc năm (year=2019) cần lập báo cáo giao ban.");
        if (programme is null)
            throw Refused.NotFound($"chương trình công tác năm {ask.Number("year")}");
        return await Draft(programme, view, cancel);
    }

    public Task<GiaoBanData> Draft(Programme programme, Viewpoint view, CancellationToken cancel) =>
        GiaoBanData.Read(session, programme, Period(programme.Year, view.AsOf), view, cancel);

    /// <summary>"Giao ban 30-11-2019 ACEF-GH34", without its ending.</summary>
    public static string FileName(GiaoBanData data) =>
        string.Create(CultureInfo.InvariantCulture, $"Giao ban {data.View.AsOf:dd-MM-yyyy} {(data.Seal is { } seal ? SealCode.Shown(seal.Code) : "(nháp)")}");
}
