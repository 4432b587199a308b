using Tracker.Db.Figures;
using Tracker.Domain.Councils;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Reports;

/// <summary>"Tổng hợp": the one page that is read out. Counts are numbers; shares are text, since a percent cell would round 1999/2000 to 100%.</summary>
internal sealed class SummarySheet(GiaoBanData data, SheetWriter sheet)
{
    private const string NoProgress = "chưa có số liệu";
    private const int Columns = 5;
    private static readonly SheetLayout Layout = new("Tổng hợp", [41, 12.5, 10.5, 12.5, 10.5]) { IsPaper = true };

    private static readonly Figure[] Reported =
    [
        Figure.Completed, Figure.OnTime, Figure.Late, Figure.CompletedWithoutDeadline, Figure.CarriedOver, Figure.InProgress,
        Figure.OnTimeByFirstDueDate, Figure.LateByFirstDueDate,
    ];

    public static void Write(WorkbookWriter workbook, GiaoBanData data)
    {
        using var sheet = workbook.Sheet(Layout);
        var summary = new SummarySheet(data, sheet);
        summary.Letterhead();
        summary.Title();
        summary.Figures();
        summary.Growth();
        summary.Charts();
    }

    private void Letterhead()
    {
        var (first, second) = data.Letterhead();
        sheet.Over((1, 1, first, Paper.Issuer), (2, Columns, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Paper.Issuer));
        sheet.Over((1, 1, second, Paper.Issuer), (2, Columns, "Độc lập - Tự do - Hạnh phúc", Paper.Issuer));
        sheet.Over((1, 1, new string('_', 30), Paper.Rule), (2, Columns, new string('_', 60), Paper.Rule));
        sheet.Over((2, Columns, $"{data.Place}, {Vietnamese.DayInWords(Council.DayOf(data.View.KnownAt))}", Paper.PlaceAndDate));
        sheet.Gap();
    }

    private void Title()
    {
        sheet.Over($"SỐ LIỆU GIAO BAN {data.Period.Name.ToUpper()}", Paper.Title);
        sheet.Over($"Kết quả thực hiện {data.ProgrammeName()}", Paper.Title with { Size = 13 });
        sheet.Over($"(số {data.Programme.Number} {Vietnamese.DayInWords(data.Programme.IssuedOn)})", Paper.Subtitle with { Italic = false });
        sheet.Over(data.View.Basis(), Paper.Subtitle);
        sheet.Over(data.Mark(), Paper.Subtitle with { Bold = true });
        if (data.Caution() is { } caution)
            sheet.Over(caution, Paper.Subtitle with { Bold = true });
        sheet.Gap();
    }

    private void Figures()
    {
        Header("Chỉ tiêu", "Chương trình (nội dung)", "Tỷ lệ", "Phát sinh (nhiệm vụ)", "Tỷ lệ");
        var (from, to) = (data.View.AsOf, data.View.AsOf.AddDays(Counting.DueSoonDays));
        Count("Theo chương trình đã ban hành", Figure.Issued, adhoc: false);
        Count("Bổ sung", Figure.Added, adhoc: false);
        Count("Đưa ra khỏi chương trình", Figure.Withdrawn);
        if (data.Figures[Figure.Formed] + data.Figures[Figure.Dissolved] > 0)
        {
            Count("Đã tách, gộp thành nội dung khác", Figure.Dissolved, adhoc: false);
            Count("Hình thành do tách, gộp", Figure.Formed, adhoc: false);
        }
        Count("Tổng số", Figure.Total, bold: true);
        Count("Hoàn thành", Figure.Completed, bold: true);
        Count("đúng hạn (trong số hoàn thành)", Figure.OnTime, indent: 1);
        Count("chậm (trong số hoàn thành)", Figure.Late, indent: 1);
        Count("không có thời hạn (trong số hoàn thành)", Figure.CompletedWithoutDeadline, indent: 1);
        Count("Quá hạn", Figure.Overdue, bold: true);
        Count("Chưa đến hạn", Figure.NotDue, bold: true);
        Count($"trong đó sắp đến hạn ({from:dd'/'MM} - {Vietnamese.Day(to)})", Figure.DueSoon, indent: 1);
        Count("Chưa xong, không có thời hạn", Figure.NoDeadline, bold: true);
        Count("Chuyển sang năm sau", Figure.CarriedOver, bold: true);
        Count("Đang thực hiện", Figure.InProgress);
        Count("Chưa thực hiện", Figure.NotStarted);
        Rate("Tỷ lệ đúng hạn: đúng hạn/(đúng hạn + chậm)", f => f.OnTimeRate);
        Rate("Tỷ lệ trên số đến hạn: hoàn thành/(hoàn thành + quá hạn)", f => f.DoneOfDue);
        Count("Đúng hạn, xét theo thời hạn đầu tiên", Figure.OnTimeByFirstDueDate);
        Count("Chậm, xét theo thời hạn đầu tiên", Figure.LateByFirstDueDate);
        if (data.Completeness is { } required)
            Count($"Đủ {required.Name}", Figure.Complete);
        if (data.Waiting is { } waiting)
            sheet.Line(
            [
                new("Đề nghị đang chờ", Label()), new(waiting.Count(w => w.Origin == Origin.Programme), Paper.Count), new("", Paper.Share),
                new(waiting.Count(w => w.Origin != Origin.Programme), Paper.Count), new("", Paper.Share),
            ]);
        Happened($"Trong kỳ ({Vietnamese.Day(data.Period.From)} - {Vietnamese.Day(data.Period.To)}): hoàn thành", p => p.Completed);
        Happened("Trong kỳ: bổ sung", p => p.Added);
        Happened("Trong kỳ: đưa ra khỏi chương trình", p => p.Withdrawn);
        Happened("Trong kỳ: trở nên quá hạn", p => p.BecameOverdue);
        sheet.Gap();
    }

    /// <summary>Each year before, as of the same day and month.</summary>
    private void Growth()
    {
        if (data.Earlier.Count == 0)
            return;
        var year = data.Programme.Year;
        Header("So với các năm trước", $"Năm {year}", "Năm trước", "Tăng, giảm", "Tỷ lệ");
        foreach (var earlier in data.Earlier)
        {
            sheet.Line(
            [
                new($"So với năm {earlier.Year} (cùng đến hết {earlier.AsOf:dd'/'MM})", Label().InBold()),
                .. Enumerable.Repeat(new StyledCell(default, Paper.Text), Columns - 1),
            ]);
            Compare("Số nội dung theo chương trình ban hành", Figure.Issued, earlier.Figures);
            Compare("Tổng số nội dung", Figure.Total, earlier.Figures);
            Compare("Hoàn thành", Figure.Completed, earlier.Figures);
        }
    }

    private void Header(params ReadOnlySpan<string> headings)
    {
        var cells = new StyledCell[headings.Length];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = new(headings[i], Paper.Header);
        sheet.Line(cells);
    }

    private void Count(string label, Figure figure, bool bold = false, int indent = 0, bool adhoc = true) =>
        Line(label, f => f[figure], f => Text(f, figure), bold, indent, adhoc);

    private void Rate(string label, Func<FigureSet, Share> share) =>
        Line(label, f => $"{Vietnamese.Number(share(f).Count)}/{Vietnamese.Number(share(f).Of)}", f => IsSilent(f) ? NoProgress : share(f).Text);

    private void Happened(string label, Func<PeriodFigures, int> count) => sheet.Line(
    [
        new(label, Label()), new(count(data.Happened), Paper.Count), new("", Paper.Share), new(count(data.AdhocHappened), Paper.Count), new("", Paper.Share),
    ]);

    /// <summary>On a page of its own: the year's curve with its numbers, and the units side by side.</summary>
    private void Charts()
    {
        var units = data.Leading(data.Units);
        if (data.Curve is null && units.Count == 0)
            return;
        sheet.NewPage();
        if (data.Curve is { } curve)
        {
            Header("Lũy kế đến hết", "Kế hoạch (đến hạn)", "Tỷ lệ", "Hoàn thành", "Tỷ lệ");
            var first = sheet.Row + 1;
            foreach (var month in curve.Months)
                sheet.Line(
                [
                    new($"Tháng {month.End.Month}", Label()),
                    new(month.Planned, Paper.Count), new(new Share(month.Planned, data.Figures[Figure.Total]).Text, Paper.Share),
                    new(month.Completed is { } done ? done : default(Cell), Paper.Count), new(month.Completed is { } c ? new Share(c, data.Figures[Figure.Total]).Text : "", Paper.Share),
                ]);
            var last = sheet.Row;
            sheet.Gap();
            sheet.Chart(new(ChartKind.Lines, $"Kế hoạch và thực hiện trong năm {curve.Year} (số nội dung, lũy kế)", Here(1), [.. curve.Months.Select(m => $"Tháng {m.End.Month}")],
            [
                new("Kế hoạch", Here(2), [.. curve.Months.Select(m => (long?)m.Planned)], ChartLook.Planned),
                new("Hoàn thành", Here(4), [.. curve.Months.Select(m => (long?)m.Completed)], ChartLook.Done),
            ]), 17);

            SheetRange Here(int column) => new(Layout.Name, column, first, last);
        }
        if (units.Count == 0)
            return;
        sheet.Gap();
        var parts = new (Figure Figure, string Name, ChartLook Look)[]
        {
            (Figure.OnTime, "Hoàn thành đúng hạn", ChartLook.Done), (Figure.Late, "Hoàn thành chậm", ChartLook.Late), (Figure.CompletedWithoutDeadline, "Hoàn thành, không thời hạn", ChartLook.Undated),
            (Figure.Overdue, "Quá hạn", ChartLook.Overdue), (Figure.NotDue, "Chưa đến hạn", ChartLook.Open), (Figure.NoDeadline, "Chưa xong, không thời hạn", ChartLook.Free), (Figure.CarriedOver, "Chuyển sang năm sau", ChartLook.Carried),
        };
        sheet.Chart(new(ChartKind.StackedBars, "Theo đơn vị chủ trì (số nội dung)", UnitSheet.Names(data), [.. units.Select(u => u.Name)],
            [.. parts.Where(p => data.Figures[p.Figure] > 0).Select(p => new ChartSeries(p.Name, UnitSheet.Range(data, p.Figure), [.. units.Select(u => (long?)u.Figures[p.Figure])], p.Look))]), 18);
    }

    private void Line(string label, Func<FigureSet, Cell> number, Func<FigureSet, string> share, bool bold = false, int indent = 0, bool adhoc = true)
    {
        StyledCell Styled(Cell value, CellStyle style) => new(value, style with { Bold = bold });
        sheet.Line(
        [
            Styled(label, Label(indent)),
            Styled(number(data.Figures), Paper.Count), Styled(share(data.Figures), Paper.Share),
            Styled(adhoc ? number(data.Adhoc) : default, Paper.Count), Styled(adhoc ? share(data.Adhoc) : default, Paper.Share),
        ]);
    }

    private void Compare(string label, Figure figure, FigureSet earlier)
    {
        var reported = figure != Figure.Completed || earlier.HasProgress && data.Figures.HasProgress;
        var growth = new Growth(earlier[figure], data.Figures[figure]);
        sheet.Line(
        [
            new(label, Label(1)),
            new(growth.Later, Paper.Count), new(growth.Earlier, Paper.Count),
            new(reported ? growth.Difference : default(Cell), Paper.Count), new(reported ? growth.Text : NoProgress, Paper.Share),
        ]);
    }

    private static CellStyle Label(int level = 0) => Paper.Text with { Indent = level + 1 };

    private static string Text(FigureSet set, Figure figure) =>
        Reported.Contains(figure) && IsSilent(set) ? NoProgress : set.ShareOf(figure)?.Text ?? "";

    /// <summary>There are items, and nobody has reported anything about them.</summary>
    private static bool IsSilent(FigureSet set) => set[Figure.Total] > 0 && !set.HasProgress;
}
