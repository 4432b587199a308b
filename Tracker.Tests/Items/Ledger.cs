using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Tests.Items;

/// <summary>Histories kept by hand, entry by entry: what the program must come to.</summary>
internal sealed class Ledger
{
    public static readonly DateTimeOffset Start = new(2019, 1, 2, 1, 0, 0, TimeSpan.Zero);

    private readonly List<(NewItem Item, List<Entry> Entries)> _items = [];
    private readonly List<DateTimeOffset> _moments = [Start];
    private long _sequence;

    public static Ledger Of(History history)
    {
        var ledger = new Ledger();
        foreach (var step in history.Steps)
            ledger.Record(step);
        return ledger;
    }

    public DateTimeOffset Now => _moments[^1];
    public IReadOnlyList<DateTimeOffset> Moments => _moments;
    public IReadOnlyList<(NewItem Item, List<Entry> Entries)> Items => _items;

    public Viewpoint View(Glance glance) =>
        new(glance.AsOf, (glance.Moment < 0 ? Now : _moments[glance.Moment % _moments.Count]).AddMicroseconds(glance.Microseconds));

    public IEnumerable<(Guid Id, ItemHistory History)> In(Scope scope) =>
        from i in _items
        where i.Item.Year == scope.Year && i.Item.Origin == scope.Origin && (scope.ProgrammeId is null || i.Item.ProgrammeId == scope.ProgrammeId)
        select (i.Item.Id, new ItemHistory(i.Entries));

    /// <summary>Enters a step; returns it as the recorder takes it. What would leave an item without a lead unit is left out.</summary>
    public (List<NewItem> Items, List<NewEntry> Entries) Record(Step step)
    {
        if (step.Later > 0)
            _moments.Add(Now.AddMicroseconds(step.Later));
        var (items, entries) = (new List<NewItem>(), new List<NewEntry>());
        var there = _items.Count;
        foreach (var act in step.Acts)
        {
            switch (act)
            {
                case Act.Born born:
                    Bear(born);
                    break;
                case Act.Became became when there > 0:
                    var whole = _items[became.Item % there].Item.Id;
                    Enter(new(whole, became.On, new Change.Ended(became.Ending, [.. became.Into.Select(Bear)]), null, "9/TB-HĐND"));
                    break;
                case Act.Said said when there > 0:
                    var (item, known) = _items[said.Item % there];
                    var standing = known.Where(e => e.SupersededAt is null && e.Sequence <= _sequence - entries.Count).ToArray();
                    if (said.Supersedes is null || standing.Length > 0)
                        Enter(new(item.Id, said.On, said.Change, said.Supersedes is { } pick ? standing[pick % standing.Length].Sequence : null, said.Document));
                    break;
            }
        }
        return (items, entries);

        Guid Bear(Act.Born born)
        {
            var scope = History.Scopes[born.Scope];
            var item = new NewItem(History.Id("i", _items.Count + 1), scope.Origin, scope.Year, scope.ProgrammeId);
            items.Add(item);
            _items.Add((item, []));
            foreach (var (on, change) in born.Entries)
                Enter(new(item.Id, on, change));
            return item.Id;
        }

        void Enter(NewEntry entry)
        {
            var mine = _items.First(i => i.Item.Id == entry.ItemId).Entries;
            var after = mine.Select(e => e.Sequence == entry.Supersedes ? e with { SupersededAt = Now } : e)
                .Append(new(_sequence + 1, entry.EffectiveOn, Now, entry.Change, entry.Supersedes, null, entry.Document is null ? null : VietnameseText.Normalize(entry.Document)))
                .ToList();
            if (mine.Count > 1 && new ItemHistory(after).Timeline(Now).Any(s => s.Facts.LeadUnitId == Guid.Empty))
                return;
            mine.Clear();
            mine.AddRange(after);
            _sequence++;
            entries.Add(entry);
        }
    }
}
