using Tracker.Domain.Items;

namespace Tracker.Domain.Figures;

/// <summary>What happened to an item in a period (DOMAIN.md, Figures: in a period). The one definition; its SQL twin stands in the stores and is held to this one by tests.</summary>
public static class Happening
{
    /// <summary>Whether it happened at least once, as it stands on the day looked at: a completion that was reopened by then is none.</summary>
    /// <param name="from">First day of the period, inclusive.</param>
    /// <param name="to">Last day, inclusive; days after the one looked at haven't come yet.</param>
    public static bool Happened(this PeriodEvent what, ItemHistory item, Viewpoint view, DateOnly from, DateOnly to)
    {
        if (item.At(view.AsOf, view.KnownAt) is not { } facts)
            return false;
        bool Within(DateOnly? day) => day >= from && day <= to;
        return what switch
        {
            PeriodEvent.Completed => Figure.Completed.Counts(facts, view.AsOf) && Within(facts.CompletedOn),
            PeriodEvent.Added => Figure.Added.Counts(facts, view.AsOf) && Within(facts.MemberFrom),
            PeriodEvent.Withdrawn => Figure.Withdrawn.Counts(facts, view.AsOf) && Within(facts.EndedOn),
            PeriodEvent.BecameOverdue => DaysOfLapse(item, view).Any(day => Within(day)),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
    }

    /// <summary>Days on which the item was overdue and on the day before was not, up to the day looked at.</summary>
    private static IEnumerable<DateOnly> DaysOfLapse(ItemHistory item, Viewpoint view)
    {
        var wasOverdue = false;
        foreach (var span in item.Timeline(view.KnownAt))
        {
            for (var day = span.From; day <= view.AsOf && !(day >= span.To); day = day.AddDays(1))
            {
                var isOverdue = span.Facts.IsOverdue(day);
                if (isOverdue && !wasOverdue)
                    yield return day;
                wasOverdue = isOverdue;
            }
        }
    }
}
