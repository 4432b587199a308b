using System.Text.Json;
using Tracker.Domain.Figures;
using Tracker.Domain.Imports;

namespace Tracker.Tests.Imports;

public class SampleWorkbookTests
{
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "expected.json"))).RootElement;

    [TestCase("programme_2019", "ctr-2019.xlsx", "tien-do-2019-11.xlsx")]
    [TestCase("programme_2019_with_year_end", "ctr-2019.xlsx", "tien-do-2019-11.xlsx", "tien-do-2019-12.xlsx")]
    [TestCase("programme_2018", "ctr-2018.xlsx", "tien-do-2018.xlsx")]
    [TestCase("programme_2017", "ctr-2017.xlsx", "tien-do-2017.xlsx")]
    [TestCase("adhoc_2019", "phat-sinh-2019.xlsx")]
    public void Sample_files_give_the_figures_that_were_counted_apart(string expected, params string[] files)
    {
        var ledger = new Ledger();
        foreach (var file in files)
            ledger.Apply(Ledger.Sample(file));

        foreach (var day in Expected.GetProperty(expected).EnumerateObject())
        {
            var on = DateOnly.Parse(day.Name, System.Globalization.CultureInfo.InvariantCulture);
            AssertSame(day.Value.GetProperty("all"), ledger.Figures(on), $"{expected} {day.Name}");
            foreach (var unit in day.Value.GetProperty("by_unit").EnumerateObject())
                AssertSame(unit.Value, ledger.Figures(on, Council.Body(unit.Name).Id), $"{expected} {day.Name} {unit.Name}");
        }
    }

    private static void AssertSame(JsonElement expected, FigureSet actual, string where)
    {
        int Of(string name) => expected.GetProperty(name).GetInt32();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(actual[Figure.Total], Is.EqualTo(Of("total")), $"{where} total");
            Assert.That(actual[Figure.Completed], Is.EqualTo(Of("completed")), $"{where} completed");
            Assert.That(actual[Figure.OnTime], Is.EqualTo(Of("completed_on_time")), $"{where} on time");
            Assert.That(actual[Figure.Late], Is.EqualTo(Of("completed_late")), $"{where} late");
            Assert.That(actual[Figure.NotDue] + actual[Figure.NoDeadline], Is.EqualTo(Of("open_not_due")), $"{where} not due");
            Assert.That(actual[Figure.DueSoon], Is.EqualTo(Of("due_soon")), $"{where} due soon");
            Assert.That(actual[Figure.Overdue], Is.EqualTo(Of("overdue")), $"{where} overdue");
            Assert.That(actual[Figure.CarriedOver], Is.EqualTo(Of("carried_over")), $"{where} carried over");
        }
    }
}
