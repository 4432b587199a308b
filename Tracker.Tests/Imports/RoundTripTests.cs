using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Tracker.Db.Items;
using Tracker.Domain.Accounts;
using Tracker.Domain.Items;
using Tracker.Tests.Pages;
using Tracker.Tests.Reports;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace Tracker.Tests.Imports;

/// <summary>A list exported for filling in, filled in by somebody, and uploaded.</summary>
public sealed class RoundTripTests : OnSmallProgramme
{
    private const string OpenTitle = "Tổng hợp kiến nghị cử tri Văn phòng", LateTitle = "Thẩm tra báo cáo quyết toán ngân sách";

    [Test]
    public async Task As_it_was_given_out_it_changes_nothing()
    {
        var import = await Upload(await Export());
        Assert.That(import["recognised"]!["kind"].Text(), Is.EqualTo("fill"));
        Assert.That((import["plan"]!["changed"].Int(), import["plan"]!["unchanged"].Int(), import["findings"]!.AsArray().Count), Is.EqualTo((0, 3, 0)), import.ToString());
    }

    [Test]
    public async Task Filled_in_it_becomes_exactly_those_changes_as_one_and_back_as_one()
    {
        var filled = Fill(await Export(), OpenTitle, ("E", "Hoàn thành"), ("F", new DateOnly(2019, 12, 5)), ("G", "=312/BC-HĐND"));
        App.Clock.Now = App.Clock.Now.AddHours(1);
        var import = await Upload(filled);
        Assert.That((import["plan"]!["changed"].Int(), import["plan"]!["unchanged"].Int()), Is.EqualTo((1, 2)), import.ToString());
        var (status, applied) = await App.Office.Apply(import);
        Assert.That((status, await Stands(Programme.Open)), Is.EqualTo((200, (State.Completed, (DateOnly?)new DateOnly(2019, 12, 5), "=312/BC-HĐND"))), applied.ToString());
        await App.Office.Undo(import);
        Assert.That((await Stands(Programme.Open)).State, Is.EqualTo(State.NotStarted));
    }

    [Test]
    public async Task What_the_program_was_told_meanwhile_is_never_overwritten_unasked()
    {
        var filled = Fill(Fill(await Export(), OpenTitle, ("E", "Hoàn thành"), ("F", new DateOnly(2019, 12, 5))), LateTitle, ("H", "chờ số liệu"));
        App.Clock.Now = App.Clock.Now.AddHours(1);
        await Record(new(Programme.Open, new(2020, 1, 6), new Change.Progressed(State.InProgress, Reason: "đang lấy ý kiến")));
        var import = await Upload(filled);
        var conflict = import["findings"]!.AsArray().Single(f => f!["severity"].Text() == "confirm")!;
        Assert.That((conflict["code"].Text(), conflict["cell"].Text()), Is.EqualTo(("conflict-result", "E9")), import.ToString());
        Assert.That(conflict["message"].Text(), Does.Contain("lúc lấy tệp (09:00 ngày 06/01/2020) là “Chưa thực hiện”, nay trong phần mềm là “Đang thực hiện” (ghi lúc 10:00 ngày 06/01/2020), tệp ghi “Hoàn thành”"));
        var (status, _) = await App.Office.Apply(import, new { finding = conflict["id"].Text(), action = "skip" });
        Assert.That((status, (await Stands(Programme.Open)).State, (await Facts(Programme.Late)).Reason), Is.EqualTo((200, State.InProgress, "chờ số liệu")));
    }

    [Test]
    public async Task What_an_undone_import_had_said_at_the_export_is_no_work_of_who_filled_it_in()
    {
        var import = await Upload(Fill(await Export(), OpenTitle, ("E", "Đang thực hiện")));
        await App.Office.Apply(import);
        App.Clock.Now = App.Clock.Now.AddHours(1);
        var given = await Export();
        App.Clock.Now = App.Clock.Now.AddHours(1);
        await App.Office.Undo(import);
        var again = await Upload(given);
        Assert.That((again["status"].Text(), again["plan"]!["changed"].Int(), (await Stands(Programme.Open)).State), Is.EqualTo(("ready", 0, State.NotStarted)), again.ToString());
    }

    [Test]
    public async Task The_file_takes_only_what_is_to_be_filled_in_and_the_list_leads_to_it()
    {
        var office = await App.SignIn(Role.Office);
        var link = (await office.Open("/chuong-trinh?year=2019&figure=completed")).QuerySelectorAll(".tools a").Single(a => a.TextContent == "Tải tệp để điền").GetAttribute("href")!;
        var content = await App.Office.GetByteArrayAsync(link);
        var workbook = new ReadWorkbook(content);
        Assert.That(workbook.Table("Chương trình"), Has.Count.EqualTo(2));
        Assert.That(workbook.Faults(), Is.Empty);
        using var document = SpreadsheetDocument.Open(new MemoryStream(content), false);
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;
        var formats = document.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!;
        var last = sheet.Descendants<Row>().Last().Elements<Cell>().ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(sheet.GetFirstChild<SheetProtection>()!.Sheet!.Value, Is.True);
            Assert.That(string.Concat(last.Select(c => ((CellFormat)formats.ElementAt((int)c.StyleIndex!.Value)).Protection?.Locked?.Value == false ? "x" : "-")), Is.EqualTo("----xxxx-"));
            Assert.That(sheet.Descendants<DataValidation>().Select(v => v.SequenceOfReferences!.InnerText), Is.EqualTo(new[] { "E7:E8", "F7:F8" }));
            Assert.That(sheet.Descendants<Column>().Last().Hidden!.Value, Is.True);
            Assert.That(sheet.GetFirstChild<AutoFilter>()!.Reference!.Value, Is.EqualTo("A6:I8"), "sorting by the filter takes the keys along");
        });
    }

    [Test]
    public async Task It_survives_being_saved_by_LibreOffice()
    {
        if (!Installed.Has("soffice"))
            Assert.Ignore("LibreOffice is needed; ./test installs it.");
        var given = await Export();
        var folder = Directory.CreateTempSubdirectory("round-trip-").FullName;
        try
        {
            var unchanged = await Upload(await Saved(given));
            Assert.That((unchanged["plan"]!["changed"].Int(), unchanged["plan"]!["unchanged"].Int()), Is.EqualTo((0, 3)), unchanged.ToString());
            var filled = await Upload(await Saved(Fill(given, OpenTitle, ("E", "Hoàn thành"), ("F", new DateOnly(2019, 12, 5)))));
            Assert.That((filled["plan"]!["changed"].Int(), filled["plan"]!["unchanged"].Int()), Is.EqualTo((1, 2)), filled.ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        async Task<byte[]> Saved(byte[] content)
        {
            var (from, to) = (Path.Combine(folder, "dien.xlsx"), Path.Combine(folder, "luu"));
            await File.WriteAllBytesAsync(from, content);
            await Installed.Run("soffice", $"-env:UserInstallation={new Uri(Path.Combine(folder, "profile"))}", "--headless", "--convert-to", "xlsx", "--outdir", to, from);
            return await File.ReadAllBytesAsync(Path.Combine(to, "dien.xlsx"));
        }
    }

    private Task<byte[]> Export() => App.Office.GetByteArrayAsync("/chuong-trinh/de-dien.xlsx?year=2019");

    private async Task<JsonNode> Upload(byte[] content) => (await (await App.Office.Send(content, "điền.xlsx")).Answer()).Body;

    private async Task Record(NewEntry entry)
    {
        await using var session = App.Open();
        await new ItemRecorder(session).Record([], [entry], new(null));
        await session.Commit();
    }

    private async Task<ItemFacts> Facts(Guid item)
    {
        await using var session = App.Open();
        return (await new ItemStore(session).Find(item, new(new(2020, 1, 6), session.Now)))!.Facts;
    }

    private async Task<(State State, DateOnly? On, string Document)> Stands(Guid item)
    {
        var facts = await Facts(item);
        return (facts.State, facts.CompletedOn, facts.ResultDocument ?? "");
    }

    /// <summary>Types into cells of the row with that title.</summary>
    private static byte[] Fill(byte[] content, string title, params (string Column, object Value)[] cells)
    {
        var file = new MemoryStream();
        file.Write(content);
        using (var document = SpreadsheetDocument.Open(file, true))
        {
            var row = document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Single(r => r.Elements<Cell>().Any(c => c.InnerText == title));
            foreach (var (column, value) in cells)
            {
                var cell = row.Elements<Cell>().Single(c => c.CellReference!.Value == column + row.RowIndex);
                cell.RemoveAllChildren();
                if (value is DateOnly day)
                    (cell.DataType, cell.CellValue) = (null, new(day.DayNumber - new DateOnly(1899, 12, 30).DayNumber));
                else
                    (cell.DataType, cell.InlineString) = (CellValues.InlineString, new(new Text((string)value)));
            }
        }
        return file.ToArray();
    }
}
