using Tracker.Domain.Figures;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;

namespace Tracker.Tests.Imports;

/// <summary>A workbook of somebody else beside what is recorded.</summary>
public sealed class ReconciliationTests
{
    private static readonly DateOnly AsOf = new(2019, 11, 30);
    private const string Audit = "Giám sát công tác thi hành án dân sự trên địa bàn";

    private Ledger _ledger = null!;

    [SetUp]
    public void Three_items_are_recorded_one_of_them_completed()
    {
        _ledger = new();
        _ledger.Apply(Sheets.Read(Paper.Programme(
            [1, Audit, "Ban Pháp chế", null, "Tháng 3", null],
            [2, "Khảo sát chợ dân sinh", "Ban Đô thị", null, "Quý IV", null],
            [3, "Họp giao ban", "Ban Đô thị", null, "Thường xuyên", null])));
        _ledger.Apply(File([1, Audit, null, "Hoàn thành", new DateOnly(2019, 3, 20), "08/BC-HĐND", null], [2, "Khảo sát chợ dân sinh", null, "Đang thực hiện", null, null, null]));
    }

    private static Workbook File(params object?[][] rows) => Sheets.Read(Paper.Progress("30/11/2019", rows));

    private static readonly object?[] Same1 = [1, Audit, "Ban Pháp chế", "Hoàn thành", new DateOnly(2019, 3, 20), null, null];
    private static readonly object?[] Same2 = [2, "Khảo sát chợ dân sinh", "Ban Đô thị", "Đang thực hiện", null, null, null];
    private static readonly object?[] Same3 = [3, "Họp giao ban", "Ban Đô thị", null, null, null, null];

    private ReconciledItem Only(params object?[][] rows)
    {
        var different = _ledger.Reconcile(File(rows), AsOf).Lines.Where(l => l.Why.Count > 0).ToArray();
        Assert.That(different, Has.Length.EqualTo(1), () => string.Join('\n', different.Select(d => $"{d.Title}: {string.Join(", ", d.Why)} {d.Note}")));
        return different[0];
    }

    [Test]
    public void What_both_sides_tell_alike_is_no_difference() =>
        Assert.That(_ledger.Reconcile(File(Same1, Same2, Same3), AsOf).Lines.SelectMany(l => l.Why), Is.Empty);

    [Test]
    public void Every_kind_of_difference_is_named_at_its_item()
    {
        var other = Only([1, Audit, "Ban Pháp chế", "Đang thực hiện", null, null, null], Same2, Same3);
        Assert.That((other.Why.Single(), other.InFile!.State, other.Recorded!.State), Is.EqualTo((Discrepancy.OtherState, State.InProgress, State.Completed)));
        other = Only([1, Audit, "Ban Pháp chế", "Hoàn thành", new DateOnly(2019, 4, 2), null, null], Same2, Same3);
        Assert.That((other.Why.Single(), other.InFile!.OnTime, other.Recorded!.OnTime), Is.EqualTo((Discrepancy.OtherCompletion, (bool?)false, (bool?)true)));
        other = Only(Same1, [2, "Khảo sát chợ dân sinh", "Ban Pháp chế", "Đang thực hiện", null, null, null], Same3);
        Assert.That((other.Why.Single(), other.InFile!.LeadUnitId), Is.EqualTo((Discrepancy.OtherLead, Council.Body("Ban Pháp chế").Id)));
        Assert.That(Only(Same1, Same2).Why, Is.EqualTo([Discrepancy.Missing]));
        other = Only(Same1, Same2, Same3, [4, "Việc không ai biết", "Ban Đô thị", "Hoàn thành", new DateOnly(2019, 5, 5), null, null]);
        Assert.That((other.Why.Single(), other.Row, other.Item), Is.EqualTo((Discrepancy.Extra, (int?)(Paper.First + 3), (Guid?)null)));
        other = Only(Same1, Same2, Same3, [1, Audit, "Ban Pháp chế", "Hoàn thành", new DateOnly(2019, 3, 20), null, null]);
        Assert.That((other.Why.Single(), other.Note), Is.EqualTo((Discrepancy.Twice, $"Đã có ở dòng {Paper.First}.")));
        other = Only(Same1, [2, "Khảo sát chợ dân sinh", "Ban Đô thị", "Hoàn thành", "31.11.2019", null, null], Same3);
        Assert.That(other.Why, Is.EqualTo([Discrepancy.Unread]));
        Assert.That(other.Note, Does.Contain("31.11.2019").And.Contain("không tồn tại"));
    }

    [Test]
    public void A_programme_file_is_compared_in_times_and_leads_only()
    {
        var lines = _ledger.Reconcile(Sheets.Read(Paper.Programme(
            [1, Audit, "Ban Pháp chế", null, "Trước 15/4", null],
            [2, "Khảo sát chợ dân sinh", "Ban Đô thị", null, "Quý  iv", null],
            [3, "Họp giao ban", "Ban Đô thị", null, "Thường xuyên", null])), AsOf).Lines;
        Assert.That(lines.SelectMany(l => l.Why), Is.EqualTo([Discrepancy.OtherDue]));
        Assert.That((lines[0].InFile!.DueOn, lines[0].Recorded!.DueOn), Is.EqualTo(((DateOnly?)new DateOnly(2019, 4, 14), (DateOnly?)new DateOnly(2019, 3, 31))));
    }

    [Test]
    public void It_is_compared_with_what_was_known_at_the_moment_asked_for()
    {
        var before = _ledger.Now;
        _ledger.Apply(File([2, "Khảo sát chợ dân sinh", null, "Hoàn thành", new DateOnly(2019, 11, 5), null, null]));
        Assert.That(_ledger.Reconcile(File(Same1, Same2, Same3), AsOf).Lines.SelectMany(l => l.Why), Is.EqualTo([Discrepancy.OtherState]));
        Assert.That(_ledger.Reconcile(File(Same1, Same2, Same3), AsOf, before).Lines.SelectMany(l => l.Why), Is.Empty);
    }

    [Test]
    public void Last_months_sample_differs_by_exactly_what_was_done_since()
    {
        var (ledger, adhoc) = (new Ledger(), new Ledger());
        foreach (var file in new[] { "ctr-2019.xlsx", "tien-do-2019-11.xlsx", "tien-do-2019-12.xlsx" })
            ledger.Apply(Ledger.Sample(file));
        adhoc.Apply(Ledger.Sample("phat-sinh-2019.xlsx"));
        Assert.That(ledger.Reconcile(Ledger.Sample("tien-do-2019-11.xlsx"), AsOf).Lines.SelectMany(l => l.Why), Is.Empty);
        Assert.That(adhoc.Reconcile(Ledger.Sample("phat-sinh-2019.xlsx"), new(2019, 12, 31)).Lines.Count(l => l.Why.Count == 0), Is.EqualTo(361));
        var later = ledger.Reconcile(Ledger.Sample("tien-do-2019-11.xlsx"), new(2019, 12, 31));
        Assert.That((later.FiguresInFile[Figure.Completed], later.FiguresRecorded[Figure.Completed]), Is.EqualTo((248, ledger.Figures(new(2019, 12, 31))[Figure.Completed])));
        AssertExplained(later);
    }

    [Test]
    public void The_lines_behind_a_figure_are_its_whole_difference_however_a_file_was_changed([Range(1, 25)] int seed)
    {
        var ledger = new Ledger();
        ledger.Apply(Ledger.Sample("ctr-2018.xlsx"));
        ledger.Apply(Ledger.Sample("tien-do-2018.xlsx"));
        var random = new Random(seed);
        var rows = ledger.At(new(2018, 12, 31)).OrderBy(i => i.Facts.Position).Select(i => new object?[]
        {
            i.Facts.Number, i.Facts.Title, Council.Bodies.Single(u => u.Id == i.Facts.LeadUnitId).Name, i.Facts.State == State.Completed ? "Hoàn thành" : "Đang thực hiện", i.Facts.CompletedOn, null, null,
        }).ToList();
        for (var change = 0; change < 30; change++)
        {
            var row = rows[random.Next(rows.Count)];
            switch (random.Next(5))
            {
                case 0: rows.Remove(row); break;
                case 1: rows.Add([.. row]); break;
                case 2: rows.Add([null, $"Việc thêm {change}", "Ban Đô thị", "Đang thực hiện", null, null, null]); break;
                case 3: (row[3], row[4]) = ("Hoàn thành", new DateOnly(2018, 1 + random.Next(12), 10)); break;
                default: (row[2], row[3], row[4]) = ("Ban Pháp chế", "Đang thực hiện", null); break;
            }
        }
        var file = Paper.Progress("31/12/2018", [.. rows]);
        AssertExplained(ledger.Reconcile(Sheets.Read(file with { Rows = [.. file.Rows.Select(r => r.Select(c => c is string s ? s.Replace("NĂM 2019", "NĂM 2018") : c).ToArray())] }), new(2018, 12, 31)));
    }

    private static void AssertExplained(Reconciled reading)
    {
        Assert.That(reading.Problem, Is.Null);
        Assert.That(reading.Lines, Is.Not.Empty);
        foreach (var figure in Enum.GetValues<Figure>().Where(f => f != Figure.Complete))
        {
            var behind = reading.Behind(figure).ToArray();
            bool InFile(ReconciledItem l) => l.InFile is { } f && figure.Counts(f, reading.AsOf);
            Assert.That(behind.Count(InFile) - behind.Count(l => !InFile(l)), Is.EqualTo(reading.FiguresInFile[figure] - reading.FiguresRecorded[figure]), figure.ToString());
            Assert.That(behind.Where(l => l.Why.Count == 0), Is.Empty, $"{figure}: whatever moves a figure is told");
        }
    }
}
