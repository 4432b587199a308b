using Tracker.Domain.Imports;

namespace Tracker.Tests.Imports;

/// <summary>What was recognised can be put right, and is remembered for the next file of that shape.</summary>
public class LayoutTests
{
    private static readonly object?[] Strange = ["Mục", "Đầu việc", "Ai làm", "Bao giờ", "Kèm theo"];

    private static Workbook File(object?[] header, params object?[][] rows) =>
        Sheets.Read(new SheetDraft("Việc", [.. Paper.Letterhead("CHƯƠNG TRÌNH CÔNG TÁC NĂM 2019", null), header, .. rows]));

    private static readonly Layout Said = new("Việc") { HeaderRow = 5, Columns = new Dictionary<string, Field?> { ["A"] = Field.Number, ["B"] = Field.Title, ["C"] = Field.Lead, ["D"] = Field.Time } };

    private static ImportReading Read(Workbook file, params Layout[] layouts) => Read(file, new Layouts(layouts, []));

    private static ImportReading Read(Workbook file, Layouts layouts) => ImportReader.Read(file, new(Council.Units, Council.Phrases, Council.Today, [], []), [], layouts);

    [Test]
    public void A_header_that_nobody_knows_is_read_as_a_person_says()
    {
        var file = File(Strange, [1, "Họp giao ban", "Ban Pháp chế", "Tháng 3", "x"]);
        Assert.That(Read(file).Plan, Is.Null);

        var reading = Read(file, Said);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reading.Plan?.Created, Is.EqualTo(1), () => string.Join('\n', reading.Findings.Select(f => f.Message)));
            Assert.That(reading.Recognised!.Sheets[0].Columns.Select(c => (c.Letter, c.Field)), Is.EqualTo(new[] { ("A", Field.Number), ("B", Field.Title), ("C", Field.Lead), ("D", Field.Time) }));
            Assert.That(reading.Findings.Single(f => f.Code == "unused-column").Message, Does.Contain("Kèm theo"));
        }
    }

    [Test]
    public void One_column_is_put_right_and_the_others_stay_as_recognised()
    {
        var file = File(["TT", "Nội dung", "Chủ trì", "Thời gian", "Tiến độ"], [1, "Họp giao ban", "Ban Pháp chế", "sáng thứ hai", "Tháng 3"]);
        Assert.That(Read(file).Findings.Single(f => f.IsOpen).Code, Is.EqualTo("unreadable-time"));

        var reading = Read(file, new Layout("Việc") { Columns = new Dictionary<string, Field?> { ["E"] = Field.Time } });
        Assert.That(reading.Plan?.Created, Is.EqualTo(1));
        Assert.That(reading.Rows[0].Says, Is.EqualTo("Tháng 3"));
        Assert.That(Read(file, new Layout("Việc") { Columns = new Dictionary<string, Field?> { ["D"] = null, ["C"] = Field.Lead } }).Recognised!.Sheets[0].Columns.Select(c => c.Letter), Is.EqualTo(new[] { "A", "B", "C", "E" }));
    }

    [Test]
    public void Rows_are_groups_items_or_nothing_as_a_person_says()
    {
        var file = Sheets.Read(Paper.Programme(
            [1, "Ban Pháp chế", null, null, null, null],
            [2, "Họp giao ban", "Ban Đô thị", null, "Tháng 3", null],
            [null, "Ghi chú của người lập", null, null, "Tháng 4", null],
            [null, "Khảo sát", null, null, null, null]));
        var reading = Read(file, new Layout("Chương trình") { Rows = new Dictionary<int, RowKind> { [8] = RowKind.None, [9] = RowKind.Item } });
        Assert.That(reading.Rows.Select(r => r.Title), Is.EqualTo(new[] { "Họp giao ban", "Khảo sát" }));
        Assert.That(Read(file, new Layout("Chương trình") { Rows = new Dictionary<int, RowKind> { [6] = RowKind.Item } }).Rows[0].Title, Is.EqualTo("Ban Pháp chế"));
        Assert.That(Read(file, new Layout("Chương trình") { Rows = new Dictionary<int, RowKind> { [7] = RowKind.Group } }).Recognised!.Sheets[0].Groups.Select(g => g.Row), Does.Contain(7));
    }

    [Test]
    public void A_sheet_is_left_out_and_the_kind_of_file_is_given()
    {
        var two = Sheets.Read(Paper.Programme([1, "Họp giao ban", "Ban Pháp chế", null, "Tháng 3", null]), Paper.Progress("30/11/2019", [1, "Họp giao ban", "Ban Pháp chế", "Hoàn thành", "20/03/2019", null, null]));
        Assert.That(Read(two, new Layout("Tiến độ") { LeftOut = true }).Plan?.Created, Is.EqualTo(1));
        var one = Sheets.Read(Paper.Progress(null, [1, "Họp giao ban", "Ban Pháp chế", null, null, null, null]));
        Assert.That(Read(one, new Layout("Tiến độ") { Kind = ImportKind.Programme }).Recognised!.Kind, Is.EqualTo(ImportKind.Programme));
    }

    [TestCase(99, "B", "layout-header")]
    [TestCase(5, "?", "layout-column")]
    [TestCase(5, "A", "layout-column")]
    public void What_can_not_be_is_said(int header, string column, string code)
    {
        var reading = Read(File(Strange, [1, "Họp", "Ban Pháp chế", "Tháng 3"]), Said with { HeaderRow = header, Columns = new Dictionary<string, Field?> { ["B"] = Field.Title, ["C"] = Field.Lead, [column] = column == "B" ? Field.Title : Field.Lead } });
        Assert.That(reading.Findings.Select(f => f.Code), Does.Contain(code));
        Assert.That(reading.Plan, Is.Null);
        Assert.That(Read(File(Strange), new Layout("Sheet khác")).Findings.Select(f => f.Code), Does.Contain("layout-sheet"));
        Assert.That(Read(File(Strange, [1, "Họp", "Ban Pháp chế", "Tháng 3"]), Said with { Rows = new Dictionary<int, RowKind> { [3] = RowKind.Group } }).Findings.Select(f => f.Code), Does.Contain("layout-row"));
    }

    [Test]
    public void What_was_said_is_remembered_by_the_shape_of_the_header_wherever_it_stands()
    {
        var first = Read(File(Strange, ["I", "Nhóm thứ nhất của cơ quan", "x", null], [1, "Họp giao ban", "Ban Pháp chế", "Tháng 3"]), Said with { Rows = new Dictionary<int, RowKind> { [6] = RowKind.None } });
        var known = first.ToRemember.Select(l => new KnownLayout(Guid.CreateVersion7(), l.Shape, l.Layout, "thang-3.xlsx", new(2019, 3, 31))).ToArray();
        Assert.That(known, Has.Length.EqualTo(1));

        var next = Sheets.Read(new SheetDraft("Tháng 4", [.. Paper.Letterhead("CHƯƠNG TRÌNH CÔNG TÁC NĂM 2019", null), [], ["của Thường trực"], ["MỤC", "Đầu  việc", "Ai làm", "Bao giờ", "kèm theo"], [1, "Khảo sát", "Ban Đô thị", "Tháng 4"], ["I", "Nhóm thứ nhất của cơ quan", "x", null]]));
        var reading = Read(next, new Layouts([], known));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reading.Plan?.Created, Is.EqualTo(1), () => string.Join('\n', reading.Findings.Select(f => f.Message)));
            Assert.That(reading.Recognised!.Sheets[0], Has.Property("HeaderRow").EqualTo(7).And.Property("Known").EqualTo(new LayoutSource(known[0].Id, "thang-3.xlsx", new(2019, 3, 31))));
            Assert.That(reading.Findings.Single(f => f.Code == "known-layout").Message, Does.Contain("theo cách đọc đã nhớ từ tệp “thang-3.xlsx” ngày 31/03/2019"));
            Assert.That(reading.ToRemember, Is.Empty, "nothing new was said");
        }

        var now = Read(next, new Layouts([new Layout("Tháng 4") { Columns = new Dictionary<string, Field?> { ["E"] = Field.Note } }], known));
        Assert.That(now.Recognised!.Sheets[0].Columns.Select(c => c.Field), Does.Contain(Field.Note).And.Contain(Field.Lead), "what is said now stands over what is remembered");
        Assert.That(now.ToRemember.Single().Shape, Is.EqualTo(known[0].Shape));
        Assert.That(Read(File([.. Strange[..4], "Khác"], [1, "Họp", "Ban Pháp chế", "Tháng 3"]), new Layouts([], known)).Recognised, Is.Null, "another shape");
    }
}
