using Tracker.Db.Councils;
using Tracker.Db.Items;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Schedules;
using Tracker.Domain.Sessions;

namespace Tracker.Db.Sessions;

/// <summary>Makes the steps of a template into ad-hoc items before an event, each once however often that is asked for.</summary>
public sealed class Preparing(Session session)
{
    /// <param name="lead">Who leads the steps that name nobody.</param>
    /// <param name="steps">Those that are wanted; null for all.</param>
    /// <param name="on">Day on which they are given; today unless said.</param>
    /// <returns>The items made now; none for steps that were made before.</returns>
    public async Task<IReadOnlyList<Guid>> Apply(
        CouncilEvent before, PreparationTemplate template, Guid lead, IReadOnlyCollection<Guid>? steps, Recording by, DateOnly? on = null, CancellationToken cancel = default)
    {
        await new EventStore(session).Lock(cancel);
        var store = new PreparationStore(session);
        var there = await store.Made(before.Id, cancel);
        var given = on ?? Council.DayOf(session.Now);
        var calendar = new WorkingCalendar((await CouncilStore.Find(session, cancel)).Settings.SpecialDays);
        var made = template.Steps.Where(s => !there.ContainsKey(s.Id) && steps?.Contains(s.Id) != false).Select(s => (Step: s, Item: new NewItem(Guid.CreateVersion7(), Origin.Adhoc, given.Year, null))).ToArray();
        await new ItemRecorder(session).Record([.. made.Select(m => m.Item)], [.. made.SelectMany(m => Entries(m.Step, m.Item.Id))], by, cancel: cancel);
        await store.Add(before.Id, [.. made.Select(m => (m.Step.Id, m.Item.Id))], cancel);
        return [.. made.Select(m => m.Item.Id)];

        IEnumerable<NewEntry> Entries(PreparationStep step, Guid item)
        {
            var anchor = step.AnchorTo(before.Id);
            yield return new(item, given, new Change.Joined(Membership.Issued), null, before.Document);
            yield return new(item, given, new Change.Described
            {
                Title = step.Text, LeadUnitId = step.Unit ?? lead, Deliverable = step.Deliverable, ActivityKind = ActivityKinds.Guess(step.Text), Source = Source(before),
            });
            yield return new(item, given, new Change.Scheduled(anchor.DayFor(before, calendar), null, $"{char.ToUpperInvariant(step.When[0])}{step.When[1..]}", before.IsProvisional, null, anchor));
        }
    }

    private static string Source(CouncilEvent before) => $"Chuẩn bị {char.ToLowerInvariant(before.Name[0])}{before.Name[1..]}";
}
