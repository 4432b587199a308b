using System.IO.Compression;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Tracker.Jobs.Reports.Workbooks;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;
using CellStyle = Tracker.Jobs.Reports.Workbooks.CellStyle;

namespace Tracker.Tests.Reports;

/// <summary>Any text and any number of rows, through the writer that all workbooks are made by. Alone, since it looks at the memory of the whole process.</summary>
[NonParallelizable]
public sealed class WorkbookWriterTests
{
    private static readonly DateTimeOffset Made = new(2019, 12, 3, 8, 0, 0, TimeSpan.FromHours(7));

    private static readonly Column<(int Number, string Text)>[] Columns =
    [
        new("TT", 6, CellStyle.Plain, r => r.Number),
        new("Nội dung", 40, CellStyle.Plain with { Wrap = true }, r => r.Text),
    ];

    [TestCase("=HYPERLINK(\"http://x\")")]
    [TestCase("+84 24 3825")]
    [TestCase("- Giám sát")]
    [TestCase("@SUM(1)")]
    [TestCase("\t=1+1")]
    [TestCase("  =1+1")]
    [TestCase("＝1+1")]
    public async Task What_looks_like_a_formula_stays_text_in_the_file_and_when_it_is_edited(string text)
    {
        var workbook = await Write(text);
        Assert.That(workbook.Table("Bảng")[0]["Nội dung"], Is.EqualTo(text));
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook.Content), false);
        var cell = document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Cell>().Last();
        var formats = document.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!;
        Assert.That((cell.DataType!.Value, cell.CellFormula), Is.EqualTo((CellValues.InlineString, (CellFormula?)null)));
        Assert.That(((CellFormat)formats.ElementAt((int)cell.StyleIndex!.Value)).QuotePrefix?.Value, Is.True);
        Assert.That(workbook.Faults(), Is.Empty);
    }

    [TestCase("Ban Pháp chế & Ban Đô thị <chủ trì> \"chung\"", "Ban Pháp chế & Ban Đô thị <chủ trì> \"chung\"")]
    [TestCase("một\r\nhai\rba\nbốn", "một\nhai\nba\nbốn")]
    [TestCase("a\0b\u0001c\u001Fd\uFFFEe", "abcde")]
    [TestCase("mã _x0041_ và _y", "mã _x0041_ và _y")]
    [TestCase("  cách  ", "  cách  ")]
    [TestCase("𝐀 ghép", "𝐀 ghép")]
    public async Task Any_text_comes_out_as_it_went_in(string text, string expected)
    {
        var workbook = await Write(text);
        Assert.That(workbook.Table("Bảng")[0]["Nội dung"], Is.EqualTo(expected));
        Assert.That(workbook.Faults(), Is.Empty);
    }

    [Test]
    public async Task Half_a_character_does_not_spoil_the_file()
    {
        var workbook = await Write("nửa " + "𝐀"[0]);
        Assert.That(workbook.Table("Bảng")[0]["Nội dung"], Is.EqualTo("nửa \uFFFD"));
        Assert.That(workbook.Faults(), Is.Empty);
    }

    [Test]
    public async Task A_text_longer_than_a_cell_is_cut_and_says_so()
    {
        var whole = new string('a', 32_767);
        Assert.That((await Write(whole)).Table("Bảng")[0]["Nội dung"], Is.EqualTo(whole));
        var cut = (string)(await Write(whole + "b")).Table("Bảng")[0]["Nội dung"]!;
        Assert.That(cut, Has.Length.LessThanOrEqualTo(32_767).And.StartsWith(new string('a', 32_700)).And.EndsWith("… [đã cắt: nội dung dài 32.768 ký tự]"));
    }

    [Test]
    public async Task The_same_content_is_the_same_file()
    {
        var first = await Write("một", "hai");
        var second = await Write("một", "hai");
        Assert.That(second.Content, Is.EqualTo(first.Content));
    }

    [TestCase("Tên dài quá ba mươi mốt ký tự rồi")]
    [TestCase("a/b")]
    [TestCase("")]
    public void A_name_that_excel_refuses_is_refused(string name)
    {
        using var workbook = new WorkbookWriter(Stream.Null, "", "", Made);
        Assert.That(() => workbook.Sheet(new(name, [10])), Throws.ArgumentException);
    }

    // A row of the source weighs a kilobyte; were rows held, these would be all that were read.
    [TestCase(2_000)]
    [TestCase(20_000)]
    public async Task No_row_is_held_once_it_is_written(int count)
    {
        var read = new List<WeakReference>();
        var mostHeld = 0;
        var columns = new Column<byte[]>[] { new("TT", 6, CellStyle.Plain, r => r[0]), new("Nội dung", 20, CellStyle.Plain, r => $"Nội dung {r.Length}") };
        using (var workbook = new WorkbookWriter(Stream.Null, "", "", Made))
        {
            using (var sheet = workbook.Sheet(new("Bảng", [6, 20]) { HeaderRow = 1 }))
                Assert.That(await sheet.Table(columns, CellStyle.Plain, Rows()), Is.EqualTo(count));
            workbook.Finish();
        }
        Assert.That(mostHeld, Is.LessThan(10));

        async IAsyncEnumerable<byte[]> Rows()
        {
            for (var i = 0; i < count; i++)
            {
                // A collection is of the whole process, which has other tests to hold: two will do.
                if (i == count / 2 || i == count - 1)
                {
                    GC.Collect();
                    mostHeld = Math.Max(mostHeld, read.Count(r => r.IsAlive));
                    await Task.Yield();
                }
                yield return Row(read);
            }
        }
    }

    [Test]
    public async Task Ten_thousand_rows_are_a_valid_workbook()
    {
        var workbook = await Write([.. Enumerable.Range(1, 10_000).Select(i => $"Nội dung {i}")]);
        Assert.That(workbook.Table("Bảng"), Has.Count.EqualTo(10_000));
        using var archive = new ZipArchive(new MemoryStream(workbook.Content));
        Assert.That(archive.Entries.Select(e => e.FullName), Is.Unique);
    }

    private static byte[] Row(List<WeakReference> read)
    {
        var row = new byte[1024];
        read.Add(new(row));
        return row;
    }

    private static async Task<ReadWorkbook> Write(params string[] texts)
    {
        using var content = new MemoryStream();
        using (var workbook = new WorkbookWriter(content, "Thử", "Văn phòng", Made))
        {
            using (var sheet = workbook.Sheet(new("Bảng", [6, 40]) { HeaderRow = 1 }))
                await sheet.Table(Columns, CellStyle.Plain with { Bold = true }, texts.Select((text, i) => (i + 1, text)).ToAsyncEnumerable());
            workbook.Finish();
        }
        return new(content.ToArray());
    }
}
