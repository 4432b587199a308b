using ExcelDataReader;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;
using Tracker.Jobs.Imports;
using Tracker.Tests.Imports;

namespace Tracker.Tests.Bench;

/// <summary>From the bytes of a workbook to a preview with every cell checked, against reading the cells of the same bytes.</summary>
internal static class ReadingWorkbook
{
    private const int AtMost = 3;
    private static readonly string[] s_tasks = ["Giám sát việc thực hiện nghị quyết", "Khảo sát tình hình quản lý", "Thẩm tra tờ trình của Ủy ban nhân dân", "Báo cáo kết quả tiếp xúc cử tri"];
    private static readonly string[] s_fields = ["đầu tư công", "quy hoạch đô thị", "giáo dục và đào tạo", "thi hành án dân sự", "phòng cháy, chữa cháy"];

    public static Row Programme(int rows)
    {
        var file = ProgrammeFile(rows);
        return Row("a programme", rows, file, () => Preview(file, []));
    }

    /// <summary>Of a programme that is stored with as many items.</summary>
    public static Row Progress(int rows)
    {
        var stored = new Ledger();
        stored.Apply(WorkbookReader.Read(ProgrammeFile(rows), "ctr.xlsx"));
        var (programmes, items) = (stored.Programmes, stored.ItemsWithHistory);
        var file = ProgressFile(rows);
        return Row("progress", rows, file, () => Preview(file, programmes, items));
    }

    public static ImportReading Preview(byte[] file, IReadOnlyList<ExistingProgramme> programmes, params IReadOnlyList<ExistingItem> items)
    {
        var workbook = WorkbookReader.Read(file, "thu.xlsx");
        // The importer asks this first, to know what to compare with.
        _ = Recognition.Recognise(workbook, []);
        var reading = ImportReader.Read(workbook, new(Imports.Council.Units, Imports.Council.Phrases, Imports.Council.Today, programmes, items), []);
        return reading.Plan is null ? throw new InvalidOperationException(reading.Findings.First(f => f.IsOpen).Message) : reading;
    }

    /// <summary>How many cells have something in them.</summary>
    public static int CellsAlone(byte[] file)
    {
        var cells = 0;
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(file, writable: false));
        do
        {
            while (reader.Read())
                for (var i = 0; i < reader.FieldCount; i++)
                    cells += reader.GetValue(i) is null ? 0 : 1;
        }
        while (reader.NextResult());
        return cells;
    }

    private static byte[] ProgrammeFile(int rows) => Sheets.Bytes(Paper.Programme([.. Enumerable.Range(1, rows).Select(n => new object?[]
    {
        n, Title(n), Lead(n), n % 3 == 0 ? "Sở Tư pháp; Công an Thành phố" : "Sở Tài chính", n % 7 == 0 ? "Quý IV" : $"Tháng {n % 12 + 1}", n % 5 == 0 ? "Theo Nghị quyết của kỳ họp" : null,
    })]));

    private static byte[] ProgressFile(int rows) => Sheets.Bytes(Paper.Progress("30/11/2019", [.. Enumerable.Range(1, rows).Select(n => (n % 10) switch
    {
        0 => [n, Title(n), Lead(n), "Chưa thực hiện", null, null, "Chờ hướng dẫn của Trung ương"],
        1 => [n, Title(n), Lead(n), "Đang thực hiện", null, null, null],
        _ => new object?[] { n, Title(n), Lead(n), "Hoàn thành", new DateOnly(2019, 1, 8).AddDays(n % 300), $"{n % 400 + 1}/BC-HĐND", null },
    })]));

    private static string Title(int n) => $"{s_tasks[n % s_tasks.Length]} về {s_fields[n % s_fields.Length]} trên địa bàn Thành phố, nội dung số {n}";

    private static string Lead(int n) => Imports.Council.Bodies[n % Imports.Council.Bodies.Length].Name;

    private static Row Row(string what, int rows, byte[] file, Func<ImportReading> preview) => new(
        FormattableString.Invariant($"reading {rows:N0} rows of .xlsx to a checked preview: {what}"), "ExcelDataReader alone", AtMost, 1,
        Repeat(() => CellsAlone(file)), Repeat(preview));

    private static Func<int, Task> Repeat<T>(Func<T> work) => operations =>
    {
        for (var i = 0; i < operations; i++)
            work();
        return Task.CompletedTask;
    };
}
