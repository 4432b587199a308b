using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Tracker.Db;
using Tracker.Db.Figures;
using Tracker.Domain.Councils;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Text;
using Tracker.Jobs.Coordination;
using Tracker.Jobs.Programmes;
using Tracker.Jobs.Reports.Papers;
using Tracker.Jobs.Sessions;
using static Tracker.Jobs.Reports.Papers.Prose;

namespace Tracker.Jobs.Reports;

/// <summary>The giao ban report as a paper (Decree 30/2020/NĐ-CP), from the same figures as the workbook.</summary>
public sealed class GiaoBanDocument
{
    private sealed record Unit(string Place, string Name, FigureSet Figures);

    private sealed record Listed(int Place, string Group, ItemFacts Facts);

    private readonly GiaoBanData _data;
    private readonly IReadOnlyList<Listed> _overdue, _soon;
    private readonly List<OpenXmlElement> _content = [];
    private int _chapter;

    private GiaoBanDocument(GiaoBanData data, IReadOnlyList<Listed> overdue, IReadOnlyList<Listed> soon) => (_data, _overdue, _soon) = (data, overdue, soon);

    /// <param name="session">One that looks at a snapshot.</param>
    public static async Task Write(Stream output, Session session, GiaoBanData data, CancellationToken cancel = default)
    {
        var document = new GiaoBanDocument(data, await List(Figure.Overdue), await List(Figure.DueSoon));
        document.Compose();
        PaperWriter.Write(output, document._content, data.ReportTitle(), data.Council, data.View.KnownAt, data.Seal is null ? GiaoBanWording.Draft : null, data.Mark());

        async Task<IReadOnlyList<Listed>> List(Figure figure)
        {
            var all = new List<Listed>();
            foreach (var (scope, group) in new[] { (data.Scope, "Nội dung của Chương trình"), (data.AdhocScope, "Nhiệm vụ mới phát sinh") })
            {
                var place = 0;
                await foreach (var facts in session.Facts(new() { Scopes = [scope], Figures = [figure], Order = ItemOrder.DueOn }, data.View, cancel))
                    all.Add(new(++place, group, facts));
            }
            return all;
        }
    }

    private FigureSet F => _data.Figures;

    private void Compose()
    {
        Letterhead();
        Title();
        Beginning();
        Programme();
        Adhoc();
        Overdue();
        Coordination();
        Sessions();
        Coming();
        End();
    }

    private void Letterhead() => _content.Add(PaperFrame.Letterhead(
        _data.Council, _data.Paper, _data.Seal?.Number is { Length: > 0 } given ? given : PaperFrame.NoNumber(_data.Paper), _data.Place, Council.DayOf(_data.View.KnownAt)));

    private void Title()
    {
        _content.Add(Line([Text("BÁO CÁO", bold: true)], JustificationValues.Center, before: 18));
        _content.Add(Line([Text(_data.ReportTitle(), bold: true)], JustificationValues.Center));
        _content.Add(Rule(40, PaperWriter.Width));
        if (_data.Caution() is { } caution)
            _content.Add(Line([Text(caution, italic: true)], JustificationValues.Center, before: 6));
    }

    private void Beginning() => Paragraph(
        $"Thực hiện {_data.ProgrammeName()} số {_data.Programme.Number} {Vietnamese.DayInWords(_data.Programme.IssuedOn)}, "
        + $"{_data.Paper.Issuer} báo cáo tình hình thực hiện tính đến hết {_data.Period.Until(_data.View.AsOf)} như sau:");

    private void Programme()
    {
        Chapter("KẾT QUẢ THỰC HIỆN CHƯƠNG TRÌNH");
        Heading("1. Kết quả chung");
        if (!F.HasProgress)
            Paragraph($"Chương trình có {Count(F, Figure.Total)} nội dung công việc. Tính đến hết {_data.Period.Until(_data.View.AsOf)} chưa có số liệu về kết quả thực hiện.");
        else
            Paragraph(
            [
                Text($"Tính đến hết {_data.Period.Until(_data.View.AsOf)}, có "),
                Text($"{Count(F, Figure.Completed)}/{Count(F, Figure.Total)} (bằng {F.ShareOf(Figure.Completed)!.Value.Text})", bold: true),
                Text($" nội dung công việc theo Chương trình đã hoàn thành{Parts(F, "nội dung", (Figure.OnTime, "hoàn thành đúng hạn"), (Figure.Late, "hoàn thành chậm"), (Figure.CompletedWithoutDeadline, "không có thời hạn"))}; "
                    + $"tỷ lệ đúng hạn {F.OnTimeRate.Text}, tỷ lệ hoàn thành trên số đã đến hạn {F.DoneOfDue.Text}."),
            ]);
        var rest = F[Figure.Total] - F[Figure.Completed];
        if (rest > 0 && F.HasProgress)
            Paragraph($"Còn {Vietnamese.Number(rest)} nội dung{Parts(F, "nội dung", (Figure.Overdue, "quá hạn"), (Figure.NotDue, "chưa đến hạn"), (Figure.NoDeadline, "chưa xong, không có thời hạn"), (Figure.CarriedOver, "chuyển sang năm sau"))}.");
        if (F[Figure.Added] + F[Figure.Withdrawn] + F[Figure.Formed] + F[Figure.Dissolved] > 0)
            Paragraph($"So với Chương trình khi ban hành ({Count(F, Figure.Issued)} nội dung), đã bổ sung {Count(F, Figure.Added)} nội dung, đưa ra khỏi Chương trình {Count(F, Figure.Withdrawn)} nội dung"
                + (F[Figure.Formed] + F[Figure.Dissolved] > 0 ? $", tách, gộp {Count(F, Figure.Dissolved)} nội dung thành {Count(F, Figure.Formed)} nội dung" : "")
                + $"; sau điều chỉnh có {Count(F, Figure.Total)} nội dung.");
        if (_data.Amendments?.Where(a => a.EffectiveOn >= _data.Period.From && a.EffectiveOn <= _data.Period.To).ToArray() is { Length: > 0 } amendments)
            Paragraph($"Trong kỳ, Chương trình được điều chỉnh bằng {Vietnamese.Number(amendments.Length)} văn bản: {string.Join("; ", amendments.Select(a => $"số {a.Number} {Vietnamese.DayInWords(a.IssuedOn)} ({a.Summary})"))}.");
        if (WaitingSection.Sentence(_data) is { } waiting)
            Paragraph(waiting);
        if (_data.Completeness is { } required && F[Figure.Total] > 0)
            Paragraph($"Có {Count(F, Figure.Complete)}/{Count(F, Figure.Total)} (bằng {F.ShareOf(Figure.Complete)!.Value.Text}) nội dung bảo đảm “{required.Name}” ({string.Join(", ", required.Required.Select(f => f.Name()))}).");
        foreach (var sentence in Growth())
            Paragraph(sentence);
        Paragraph($"Trong {(_data.Period.Kind == Domain.Reports.PeriodKind.Days ? $"thời gian {_data.Period.Name}" : _data.Period.NameWithDays)}: {Happened(_data.Happened, "nội dung")}.");
        Heading("2. Kết quả theo đơn vị chủ trì");
        Units(_data.Units, F, "Nội dung");
    }

    /// <summary>Against each year before, as published figures say it: of the programmes as issued.</summary>
    private IEnumerable<string> Growth()
    {
        var parts = _data.Earlier.Where(e => e.Figures[Figure.Issued] > 0).Select(e => (e.Year, Growth: new Growth(e.Figures[Figure.Issued], F[Figure.Issued]))).ToArray();
        if (parts.Length == 0)
            yield break;
        yield return $"Chương trình năm {_data.Programme.Year} ban hành {Count(F, Figure.Issued)} nội dung, " + string.Join("; ", parts.Select(p =>
            p.Growth.Difference == 0 ? $"bằng năm {p.Year}"
            : $"{(p.Growth.Difference > 0 ? "tăng" : "giảm")} {Vietnamese.Number(Math.Abs(p.Growth.Difference))} nội dung ({p.Growth.Text}) so với năm {p.Year}")) + ".";
    }

    private void Adhoc()
    {
        Chapter("NHIỆM VỤ MỚI PHÁT SINH");
        if (MeetingSection.Sentence(_data) is { } meetings)
            Paragraph(meetings);
        var a = _data.Adhoc;
        if (a[Figure.Total] == 0)
        {
            Paragraph($"Tính đến hết {_data.Period.Until(_data.View.AsOf)} không có nhiệm vụ mới phát sinh.");
            return;
        }
        Paragraph(
        [
            Text($"Ngoài {Count(F, Figure.Total)} nội dung của Chương trình, tính đến hết {_data.Period.Until(_data.View.AsOf)} có "),
            Text($"{Count(a, Figure.Total)} nhiệm vụ mới phát sinh", bold: true),
            Text(a.HasProgress
                ? $", đã hoàn thành {Count(a, Figure.Completed)}/{Count(a, Figure.Total)} (bằng {a.ShareOf(Figure.Completed)!.Value.Text}){Parts(a, "nhiệm vụ", (Figure.OnTime, "hoàn thành đúng hạn"), (Figure.Late, "hoàn thành chậm"), (Figure.CompletedWithoutDeadline, "không có thời hạn"))}; còn {Count(a, Figure.Overdue)} nhiệm vụ quá hạn, {Count(a, Figure.NotDue)} nhiệm vụ chưa đến hạn."
                : ", chưa có số liệu về kết quả thực hiện."),
        ]);
        Paragraph($"Trong kỳ: {Happened(_data.AdhocHappened, "nhiệm vụ")}.");
        Units(_data.AdhocUnits, a, "Nhiệm vụ");
    }

    private void Overdue()
    {
        Chapter("NỘI DUNG, NHIỆM VỤ QUÁ HẠN");
        if (_overdue.Count == 0)
        {
            Paragraph($"Tính đến hết {_data.Period.Until(_data.View.AsOf)} không có nội dung, nhiệm vụ nào quá hạn.");
            return;
        }
        Paragraph($"Tính đến hết {_data.Period.Until(_data.View.AsOf)}, có {Count(F, Figure.Overdue)} nội dung của Chương trình và {Count(_data.Adhoc, Figure.Overdue)} nhiệm vụ mới phát sinh quá hạn, "
            + $"do các đơn vị sau chủ trì: {string.Join("; ", _overdue.GroupBy(o => o.Facts.LeadUnitId).OrderByDescending(g => g.Count()).Select(g => $"{_data.UnitName(g.Key)} ({Vietnamese.Number(g.Count())})"))}.");
        Table(Rows<Listed>(
        [
            new("TT", 10, o => $"{o.Place}"),
            new("Nội dung", 56, o => o.Facts.Title, Left: true),
            new("Cơ quan chủ trì", 29, o => _data.UnitName(o.Facts.LeadUnitId), Left: true),
            new("Thời hạn", 23, o => Vietnamese.Day(o.Facts.DueOn!.Value)),
            new("Số ngày quá hạn", 15, o => Vietnamese.Number(o.Facts.DaysOverdue(_data.View.AsOf)!.Value)),
            new("Nguyên nhân", 27, o => o.Facts.Reason is { Length: > 0 } reason ? reason : "Chưa báo cáo", Left: true),
        ], _overdue, group: o => o.Group));
    }

    private void Coordination()
    {
        if (_data.Coordination is null && _data.Agreements is null)
            return;
        Chapter("THỰC HIỆN QUY CHẾ PHỐI HỢP");
        if (_data.Coordination is { } c)
        {
            Paragraph(CoordinationSection.Sentence(_data, c));
            Table(Rows(CoordinationSection.Columns, CoordinationSection.Rows(_data, c), CoordinationSection.Total(c.All), r => r.Agreement));
        }
        if (_data.Agreements is not { } agreements)
            return;
        Table(AgreementSection.Sentence(_data, agreements), Rows(AgreementSection.Columns, AgreementSection.Rows(_data, agreements), group: r => r.Keeper));
    }

    private void Sessions()
    {
        if (_data.Sessions is not { } sessions)
            return;
        Chapter("KỲ HỌP");
        foreach (var sentence in SessionSection.Sentences(_data, sessions))
            Paragraph(sentence);
        if (SessionSection.Moves(sessions) is { Count: > 0 } moves)
            Table(SessionSection.Moved(moves), Rows(SessionSection.Columns, moves, group: m => m.Session));
    }

    private void Coming()
    {
        var until = _data.View.AsOf.AddDays(Counting.DueSoonDays);
        Chapter("NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI");
        var days = $"từ ngày {Vietnamese.Day(_data.View.AsOf)} đến ngày {Vietnamese.Day(until)}";
        if (_soon.Count == 0)
        {
            Paragraph($"Không có nội dung, nhiệm vụ nào đến hạn {days}.");
            return;
        }
        Paragraph($"Trong {Counting.DueSoonDays} ngày tới ({days}), có {Count(F, Figure.DueSoon)} nội dung của Chương trình và {Count(_data.Adhoc, Figure.DueSoon)} nhiệm vụ mới phát sinh đến hạn:");
        Table(Rows<Listed>(
        [
            new("TT", 10, o => $"{o.Place}"),
            new("Nội dung", 66, o => o.Facts.Title, Left: true),
            new("Cơ quan chủ trì", 38, o => _data.UnitName(o.Facts.LeadUnitId), Left: true),
            new("Thời hạn", 23, o => Vietnamese.Day(o.Facts.DueOn!.Value)),
            new("Tình trạng", 23, o => o.Facts.Progress()),
        ], _soon, group: o => o.Group));
    }

    private void End()
    {
        Paragraph($"Trên đây là kết quả thực hiện {_data.ProgrammeName()} tính đến hết {_data.Period.Until(_data.View.AsOf)}, {_data.Paper.Issuer} trân trọng báo cáo./.");
        _content.AddRange(PaperFrame.End(_data.Paper));
        _content.Add(Line([Text($"{_data.View.Basis()}. " + (_data.Seal is { } seal
            ? $"Mã số liệu {Domain.Seals.SealCode.Shown(seal.Code)}: mở “Số liệu đã công bố” trong chương trình theo dõi để xem từng nội dung đứng sau mỗi con số và những gì đã thay đổi từ đó."
            : "Bản nháp, chưa công bố: số liệu có thể còn thay đổi."), 11, italic: true)], JustificationValues.Both, before: 12));
    }

    private void Units(IReadOnlyList<FigureGroup> groups, FigureSet total, string noun)
    {
        var units = _data.Leading(groups);
        if (units.Count == 0)
            return;
        Table(Rows<Unit>(
        [
            new("TT", 9, u => u.Place),
            new("Đơn vị chủ trì", 43, u => u.Name, Left: true),
            Number(noun, Figure.Total, 16),
            Number("Hoàn thành", Figure.Completed, 16),
            new("Tỷ lệ", 17, u => u.Figures[Figure.Total] > 0 && !u.Figures.HasProgress ? "chưa có số liệu" : u.Figures.ShareOf(Figure.Completed)!.Value.Text),
            Number("Đúng hạn", Figure.OnTime, 14),
            Number("Chậm", Figure.Late, 14),
            Number("Quá hạn", Figure.Overdue, 14),
            Number("Chưa đến hạn", Figure.NotDue, 17),
        ], units.Select((u, place) => new Unit($"{place + 1}", u.Name, u.Figures)), new Unit("", "Tổng cộng", total)));

        static PaperColumn<Unit> Number(string heading, Figure figure, int width) => new(heading, width, u => Vietnamese.Number(u.Figures[figure]));
    }

    private static string Happened(PeriodFigures p, string noun)
    {
        var said = new[] { (p.Completed, "hoàn thành"), (p.Added, "được bổ sung"), (p.Withdrawn, "đưa ra"), (p.BecameOverdue, "trở nên quá hạn") }
            .Where(h => h.Item1 > 0).Select(h => $"{Vietnamese.Number(h.Item1)} {noun} {h.Item2}").ToArray();
        return said.Length > 0 ? string.Join(", ", said) : $"không có {noun} nào hoàn thành, được bổ sung, đưa ra hoặc trở nên quá hạn";
    }

    /// <summary>", trong đó 240 nội dung …, 8 nội dung …"; nothing where there are none.</summary>
    private static string Parts(FigureSet set, string noun, params ReadOnlySpan<(Figure Figure, string What)> parts)
    {
        var said = new List<string>();
        foreach (var (figure, what) in parts)
            if (set[figure] > 0)
                said.Add($"{Count(set, figure)} {noun} {what}");
        return said.Count == 0 ? "" : $", trong đó {string.Join(", ", said)}";
    }

    private static string Count(FigureSet set, Figure figure) => Vietnamese.Number(set[figure]);

    private static readonly string[] Romans = ["I", "II", "III", "IV", "V", "VI"];

    /// <summary>Some are there only where there is something to tell, so the numbers are given as they come.</summary>
    private void Chapter(string name) => Heading($"{Romans[_chapter++]}. {name}");

    private void Heading(string text) => _content.Add(Says(text, bold: true, heading: true));

    private void Paragraph(string text) => _content.Add(Says(text));

    private void Paragraph(IEnumerable<Run> runs) => _content.Add(Says(runs));

    private void Table(Table table)
    {
        _content.Add(Line([], JustificationValues.Left, before: 4));
        _content.Add(table);
    }

    /// <summary>A table on the page of the sentence that leads to it.</summary>
    private void Table(string sentence, Table table)
    {
        _content.Add(Says(sentence, heading: true));
        _content.Add(Line([], JustificationValues.Left, before: 4, keep: true));
        _content.Add(table);
    }
}
