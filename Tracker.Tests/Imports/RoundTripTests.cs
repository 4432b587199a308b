using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Npgsql;
using Tracker.Db.Accounts;
using Tracker.Db.Councils;
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
        await Record(new(Programme.Open, new(2020, 1, 6), new Change.Progressed(State.InProgress, Reason: "đang lấy ý kiến")), Role.Office);
        var import = await Upload(filled);
        var conflict = import["findings"]!.AsArray().Single(f => f!["severity"].Text() == "confirm")!;
        Assert.That((conflict["code"].Text(), conflict["cell"].Text()), Is.EqualTo(("conflict-result", "E9")), import.ToString());
        Assert.That(conflict["message"].Text(), Does.Contain("lúc lấy tệp (09:00 ngày 06/01/2020) là “Chưa thực hiện”, nay trong phần mềm là “Đang thực hiện” (Nguyễn Thu Hà ghi lúc 10:00 ngày 06/01/2020), tệp ghi “Hoàn thành”"));
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
    public async Task What_was_emptied_and_taken_back_is_there_again_when_the_import_is_undone()
    {
        var emptied = Fill(await Export(), LateTitle, ("E", ""), ("F", ""), ("G", ""));
        App.Clock.Now = App.Clock.Now.AddHours(1);
        var import = await Upload(emptied);
        var asked = import["findings"]!.AsArray().Single()!;
        Assert.That((asked["code"].Text(), asked["message"].Text()), Is.EqualTo(("emptied-result",
            "Ô E8: Kết quả thực hiện: ô đã bị xóa trắng; phần mềm đang ghi “Hoàn thành ngày 05/07/2019”. Lấy lại ghi nhận ấy (vẫn còn trong lịch sử) thì kết quả là “Chưa thực hiện”. Hãy chọn xóa số liệu ấy, hay giữ như trong phần mềm.")));
        await App.Office.Apply(import, new { finding = asked["id"].Text(), action = "accept" });
        Assert.That(await Stands(Programme.Late), Is.EqualTo((State.NotStarted, (DateOnly?)null, "")));
        Assert.That((await App.Office.Undo(import)).Status, Is.EqualTo(200));
        Assert.That(await Stands(Programme.Late), Is.EqualTo((State.Completed, (DateOnly?)new DateOnly(2019, 7, 5), "90/BC-HĐND")));
    }

    [Test]
    public async Task A_unit_records_by_its_own_file_what_its_rights_allow_of_each_item_and_sees_its_own_files_only()
    {
        await Programme.Reopen(App, Programme.Done);
        var unit = App.As(Role.Unit);
        var filled = Fill(Fill(await Export(), "Giám sát công tác cải cách hành chính", ("E", "Hoàn thành"), ("F", new DateOnly(2019, 12, 5)), ("G", "15/BC-PC")), OpenTitle, ("E", "Đang thực hiện"));
        var ofOffice = await Upload(await Export());
        App.Clock.Now = App.Clock.Now.AddHours(1);

        var import = await Upload(filled, unit);
        var refused = import["findings"]!.AsArray().Single()!;
        Assert.That((refused["code"].Text(), refused["cell"].Text()), Is.EqualTo(("fill-not-allowed", "E9")), import.ToString());
        Assert.That(refused["message"].Text(), Does.Contain("Đơn vị chỉ ghi được trên nhiệm vụ mình chủ trì"));
        var (status, applied) = await unit.Apply(import, new { finding = refused["id"].Text(), action = "skip" });
        Assert.That((status, applied["summary"]?["changed"].Int()), Is.EqualTo((200, 1)), applied.ToString());
        Assert.That(await Stands(Programme.Done), Is.EqualTo((State.Completed, (DateOnly?)new DateOnly(2019, 12, 5), "15/BC-PC")));
        Assert.That((await Stands(Programme.Open)).State, Is.EqualTo(State.NotStarted));

        Assert.That((await unit.Json("/api/imports"))["items"]!.AsArray().Select(i => i!["id"].Text()), Is.EqualTo(new[] { import["id"].Text() }));
        Assert.That((int)(await unit.GetAsync($"/api/imports/{ofOffice["id"]}")).StatusCode, Is.EqualTo(404));
        Assert.That((await unit.Undo(import)).Body["type"].Text(), Does.EndWith("undone-by-office"));
        var (other, problem) = await (await unit.Send(await File.ReadAllBytesAsync(Uploading.Workbook("ctr-2018.xlsx")), "ctr.xlsx")).Answer();
        Assert.That((other, problem["type"].Text()), Is.EqualTo((422, "urn:tracker:problem:not-filled-list")));
        Assert.That((await App.Office.Undo(import)).Status, Is.EqualTo(200), "the office takes it back as one");
        Assert.That((await Stands(Programme.Done)).State, Is.EqualTo(State.InProgress));
    }

    [Test]
    public async Task Where_the_council_wants_confirmation_a_units_completion_is_a_report_once()
    {
        await Programme.Reopen(App, Programme.Done);
        await using (var session = App.Open())
        {
            var council = await CouncilStore.Find(session);
            await CouncilStore.Change(session, council with { Settings = council.Settings with { CompletionNeedsConfirmation = true } });
            await session.Commit();
        }
        var unit = App.As(Role.Unit);
        var filled = Fill(await Export(), "Giám sát công tác cải cách hành chính", ("E", "Hoàn thành"), ("F", new DateOnly(2019, 12, 5)), ("G", "15/BC-PC"), ("H", "chờ số liệu"));
        App.Clock.Now = App.Clock.Now.AddHours(1);
        var import = await Upload(filled, unit);
        Assert.That(import["rows"]!.AsArray().Single(r => r!["outcome"].Text() == "changed")!["changes"]![0]!["to"].Text(), Is.EqualTo("báo cáo hoàn thành, chờ Văn phòng xác nhận"));
        await unit.Apply(import);
        var facts = await Facts(Programme.Done);
        Assert.That((facts.State, facts.ReportedOn), Is.EqualTo((State.InProgress, (DateOnly?)new DateOnly(2019, 12, 5))));
        var again = await Upload(Fill(filled, OpenTitle, ("A", "3")), unit);
        Assert.That(again["plan"]!["changed"].Int(), Is.Zero, "a report that waits isn't made twice");

        var item = await App.Office.Json($"/api/items/{Programme.Done}");
        var confirmed = new HttpRequestMessage(HttpMethod.Post, $"/api/items/{Programme.Done}/confirmation") { Content = JsonContent.Create(new { confirmed = true }), Headers = { { "If-Match", $"\"{item["version"]}\"" } } };
        Assert.That((int)(await App.Office.SendAsync(confirmed)).StatusCode, Is.EqualTo(200));
        facts = await Facts(Programme.Done);
        Assert.That((facts.State, facts.CompletedOn, facts.ResultDocument, facts.Reason), Is.EqualTo((State.Completed, (DateOnly?)new DateOnly(2019, 12, 5), "15/BC-PC", "chờ số liệu")));
    }

    [Test]
    public async Task What_somebody_is_still_recording_is_waited_for_and_stands_in_the_file()
    {
        await using var recording = App.Open();
        await new ItemRecorder(recording).Record([], [new(Programme.Open, new(2020, 1, 6), new Change.Progressed(State.InProgress))], new(null));
        var export = Export();
        await using (var watching = new NpgsqlConnection(Database.Owner))
        {
            var waits = false;
            // Either the export waits for the lock, or it is done without having waited.
            while (!waits && !export.IsCompleted)
                waits = await watching.ExecuteScalarAsync<bool>("select exists (select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database()))");
            Assert.That(waits, Is.True, "the file was read while an earlier entry was on its way");
        }
        await recording.Commit();
        var import = await Upload(Fill(await export, OpenTitle, ("E", "Hoàn thành"), ("F", new DateOnly(2020, 1, 6))));
        Assert.That((import["findings"]!.AsArray().Count, import["plan"]!["changed"].Int()), Is.EqualTo((0, 1)), import.ToString());
        Assert.That(import["rows"]!.AsArray().Single(r => r!["outcome"].Text() == "changed")!["changes"]![0]!["from"].Text(), Is.EqualTo("Đang thực hiện"));
    }

    [Test]
    public async Task What_is_recorded_after_the_file_was_given_out_bears_a_later_moment_even_by_a_clock_that_stands()
    {
        var filled = Fill(await Export(), OpenTitle, ("E", "Hoàn thành"), ("F", new DateOnly(2019, 12, 5)));
        await Record(new(Programme.Open, new(2020, 1, 6), new Change.Progressed(State.InProgress)));
        Assert.That((await Upload(filled))["findings"]!.AsArray().Single()!["code"].Text(), Is.EqualTo("conflict-result"));
    }

    [Test]
    public async Task The_office_may_choose_another_lead_in_its_own_file_and_a_unit_may_not()
    {
        var content = await App.Office.GetByteArrayAsync("/chuong-trinh/de-dien.xlsx?year=2019&chon-don-vi=1");
        Assert.That(new ReadWorkbook(content).Faults(), Is.Empty);
        using (var document = SpreadsheetDocument.Open(new MemoryStream(content), false))
        {
            Assert.That(document.WorkbookPart!.Workbook.Descendants<Sheet>().Select(s => (s.Name!.Value, s.State?.Value == SheetStateValues.Hidden)), Is.EqualTo(new[] { ("Chương trình", false), ("Đơn vị", true) }));
            Assert.That(document.WorkbookPart.WorksheetParts.SelectMany(w => w.Worksheet.Descendants<DataValidation>()).Select(v => v.SequenceOfReferences!.InnerText), Has.Member("C7:C9"));
        }
        var filled = Fill(content, OpenTitle, ("C", "Ban Đô thị"), ("E", "Đang thực hiện"));
        App.Clock.Now = App.Clock.Now.AddHours(1);
        var byUnit = await Upload(Fill(filled, LateTitle, ("A", "2")), App.As(Role.Unit));
        Assert.That(byUnit["findings"]!.AsArray().Select(f => (f!["code"].Text(), f["cell"].Text())), Is.EquivalentTo(new[] { ("fill-not-allowed", "C9"), ("fill-not-allowed", "E9") }));

        var import = await Upload(filled);
        Assert.That((import["plan"]!["changed"].Int(), import["findings"]!.AsArray().Count), Is.EqualTo((1, 0)), import.ToString());
        await App.Office.Apply(import);
        var item = await App.Office.Json($"/api/items/{Programme.Open}?asOf=2020-01-06");
        Assert.That((item["leadUnit"]!["name"].Text(), item["state"]?.Text() ?? item["status"]?.Text()), Is.EqualTo(("Ban Đô thị", "inProgress")));
        Assert.That((await App.Office.Json($"/api/items/{Programme.Open}?asOf=2020-01-05"))["leadUnit"]!["name"].Text(), Is.EqualTo("Văn phòng HĐND Thành phố"), "from the day on which it was uploaded");
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

    private async Task<JsonNode> Upload(byte[] content, HttpClient? by = null) => (await (await (by ?? App.Office).Send(content, "điền.xlsx")).Answer()).Body;

    private async Task Record(NewEntry entry, Role? by = null)
    {
        await using var session = App.Open();
        var account = by is null ? null : (await AccountStore.All(session)).Single(a => a.Role == by).Id;
        await new ItemRecorder(session).Record([], [entry], new(account));
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
            var row = document.WorkbookPart!.WorksheetParts.SelectMany(w => w.Worksheet.Descendants<Row>()).Single(r => r.Elements<Cell>().Any(c => c.InnerText == title));
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
