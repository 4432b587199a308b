using Tracker.Domain.Figures;
using Tracker.Domain.Items;

namespace Tracker.Tests.Items;

/// <summary>What holds of every history, without a database.</summary>
public sealed class TimelineProperties
{
    [TestCase(1ul)]
    [TestCase(2ul)]
    public void The_spans_say_on_every_day_what_the_entries_say(ulong seed) => HistoryGenerator.Check(seed, 300, 14, history =>
    {
        var ledger = Ledger.Of(history);
        foreach (var (item, entries) in ledger.Items)
        {
            var days = entries.SelectMany(e => new[] { e.EffectiveOn.AddDays(-1), e.EffectiveOn, e.EffectiveOn.AddDays(1) }).Distinct().ToArray();
            var told = new ItemHistory(entries);
            foreach (var moment in ledger.Moments)
            {
                var spans = told.Timeline(moment);
                foreach (var day in days)
                {
                    var expected = told.At(day, moment);
                    var found = spans.Where(s => s.From <= day && !(s.To <= day)).Select(s => s.Facts).ToArray();
                    Assert.That(found, Has.Length.EqualTo(expected is null ? 0 : 1), $"{item} on {day}");
                    Assert.That(expected is null || found[0].Same(expected), $"{item} on {day}: {found.FirstOrDefault()}, not {expected}");
                }
            }
        }
    });

    [TestCase(3ul)]
    public void Spans_follow_each_other_without_gaps_and_differ_from_their_neighbours(ulong seed) => HistoryGenerator.Check(seed, 200, 14, history =>
    {
        var ledger = Ledger.Of(history);
        foreach (var spans in from i in ledger.Items from moment in ledger.Moments select new ItemHistory(i.Entries).Timeline(moment))
        {
            Assert.That(spans.Zip(spans.Skip(1)).All(p => p.First.To == p.Second.From && p.First.From < p.First.To && !p.First.Facts.Same(p.Second.Facts)));
            Assert.That(spans.LastOrDefault()?.To, Is.Null);
        }
    });

    [TestCase(4ul)]
    public void Parts_add_up_whatever_happened(ulong seed) => HistoryGenerator.Check(seed, 300, 14, history =>
    {
        var ledger = Ledger.Of(history);
        foreach (var glance in history.Glances)
        {
            var view = ledger.View(glance);
            var facts = ledger.In(History.Scopes[glance.Scope]).Select(i => i.History.At(view.AsOf, view.KnownAt)).OfType<ItemFacts>().ToArray();
            AddUp(FigureSet.Of(facts, view.AsOf));
            Assert.That(facts.All(f => Figure.NotDue.Counts(f, view.AsOf) || !Figure.DueSoon.Counts(f, view.AsOf)));
            Assert.That(facts.All(f => f.IsOpen == (f.InTotal && f.CompletedOn is null && f.State != State.CarriedOver)));
            Assert.That(facts.All(f => (f.State == State.Completed) == f.CompletedOn is not null && !(f.CompletedOn > view.AsOf)));
            Assert.That(facts.All(f => f.InTotal == f.Timeliness(view.AsOf) is not null));
        }
    });

    internal static void AddUp(FigureSet f) => Assert.Multiple(() =>
    {
        Assert.That(f[Figure.Total], Is.EqualTo(f[Figure.Completed] + f[Figure.Overdue] + f[Figure.NotDue] + f[Figure.NoDeadline] + f[Figure.CarriedOver]));
        Assert.That(f[Figure.Total], Is.EqualTo(f[Figure.Issued] + f[Figure.Added] + f[Figure.Formed] - f[Figure.Withdrawn] - f[Figure.Dissolved]));
        Assert.That(f[Figure.Completed], Is.EqualTo(f[Figure.OnTime] + f[Figure.Late] + f[Figure.CompletedWithoutDeadline]));
        Assert.That(f[Figure.NotStarted] + f[Figure.InProgress], Is.EqualTo(f[Figure.Overdue] + f[Figure.NotDue] + f[Figure.NoDeadline]));
        Assert.That(f[Figure.DueSoon], Is.LessThanOrEqualTo(f[Figure.NotDue]));
        Assert.That(f[Figure.OnTimeByFirstDueDate] + f[Figure.LateByFirstDueDate], Is.LessThanOrEqualTo(f[Figure.Completed]));
    });
}
