namespace Tracker.Domain.Items;

/// <summary>State and due day of an item or of its occurrences, from the entries that hold on one day.</summary>
internal sealed class Progress
{
    private readonly Track _whole;
    /// <summary>In order of their due days, so that the first open one is overdue when any is.</summary>
    private readonly Track[] _occurrences;

    private Progress(Track whole, Track[] occurrences) => (_whole, _occurrences) = (whole, occurrences);

    /// <param name="entries">Those that hold, in order of (effective day, sequence).</param>
    public static Progress Of(Entry[] entries)
    {
        var tracks = entries
            .Select((entry, order) => (entry, order))
            .GroupBy(e => e.entry.Change switch
            {
                Change.Progressed p => p.Occurrence ?? 0,
                Change.Scheduled s => s.Occurrence ?? 0,
                _ => -1,
            })
            .Where(g => g.Key >= 0)
            .ToDictionary(g => g.Key, g => new Track(g.Key, g));
        return new Progress(
            tracks.GetValueOrDefault(0) ?? new Track(0, []),
            [.. tracks.Where(t => t.Key > 0 && t.Value.HasSchedule).OrderBy(t => t.Value.DueOn ?? DateOnly.MaxValue).ThenBy(t => t.Key).Select(t => t.Value)]);
    }

    public IReadOnlyList<Occurrence> Occurrences =>
        [.. _occurrences.Select(o => new Occurrence(o.Number, o.DueOn, o.FirstDueOn, o.CompletedOn ?? (_whole.State == State.Completed ? _whole.CompletedOn : null)))];

    public ItemFacts ApplyTo(ItemFacts facts) => _occurrences.Length == 0 ? Single(facts) : Recurring(facts);

    private ItemFacts Single(ItemFacts facts)
    {
        var done = _whole.CompletedOn;
        return facts with
        {
            State = _whole.State,
            CompletedOn = done,
            OnTime = IsBy(done, _whole.DueOn),
            OnTimeByFirstDueDate = IsBy(done, _whole.FirstDueOn),
            Reason = _whole.Reason,
            ResultDocument = _whole.Document,
            TimePhrase = _whole.Phrase,
            StartOn = _whole.StartOn,
            DueOn = _whole.DueOn,
            FirstDueOn = _whole.FirstDueOn,
            DueProvisional = _whole.Provisional,
        };
    }

    /// <summary>
    /// Completed when all occurrences are, or when the item as a whole is; an entry for the whole item that comes after the last
    /// completion and says it is open reopens it, with its last occurrence. Late when any occurrence was.
    /// </summary>
    private ItemFacts Recurring(ItemFacts facts)
    {
        var allDone = _occurrences.All(o => o.State == State.Completed);
        var lastSaid = _occurrences.MaxBy(o => o.StateOrder)!;
        var reopened = allDone && _whole.ReopenedOrder > lastSaid.StateOrder;
        var wholeSpeaksLast = _whole.StateOrder > lastSaid.StateOrder;
        var wholeDecides = wholeSpeaksLast || lastSaid.State == State.Completed && !allDone;
        var state = allDone && !reopened ? State.Completed
            : _whole.State is State.Completed or State.CarriedOver && wholeDecides ? _whole.State
            : _whole.State == State.InProgress || _occurrences.Any(o => o.State != State.NotStarted) ? State.InProgress
            : State.NotStarted;

        DateOnly? DoneOn(Track o) => reopened && o == _occurrences[^1] ? _whole.CompletedOn : o.CompletedOn ?? _whole.CompletedOn;
        var completed = state == State.Completed;
        var speaker = state == State.CarriedOver || wholeSpeaksLast && !(completed && _whole.State != State.Completed) ? _whole : lastSaid;
        var current = _occurrences.FirstOrDefault(o => o.State != State.Completed && !completed) ?? _occurrences[^1];
        return facts with
        {
            State = state,
            CompletedOn = completed ? _occurrences.Max(DoneOn) : null,
            OnTime = completed ? All(o => DoneOn(o) <= o.DueOn, o => o.DueOn) : null,
            OnTimeByFirstDueDate = completed ? All(o => DoneOn(o) <= o.FirstDueOn, o => o.FirstDueOn) : null,
            Reason = speaker.Reason,
            ResultDocument = speaker.Document,
            TimePhrase = _occurrences.Select(o => o.Phrase).Append(_whole.Phrase).LastOrDefault(p => p is not null),
            StartOn = current.StartOn,
            DueOn = current.DueOn,
            FirstDueOn = current.FirstDueOn,
            DueProvisional = current.Provisional,
        };
    }

    public static bool? IsBy(DateOnly? done, DateOnly? due) => done is null || due is null ? null : done <= due;

    /// <summary>Null when no occurrence has the day in question.</summary>
    private bool? All(Func<Track, bool> met, Func<Track, DateOnly?> day)
    {
        var dated = _occurrences.Where(o => day(o) is not null).ToArray();
        return dated.Length == 0 ? null : dated.All(met);
    }

    /// <summary>The entries of the whole item, or of one occurrence.</summary>
    private sealed class Track
    {
        private readonly Entry? _state;
        private readonly Change.Progressed? _progressed;
        private readonly Change.Scheduled? _scheduled;

        public Track(int number, IEnumerable<(Entry Entry, int Order)> entries)
        {
            Number = number;
            (Entry Entry, int Order)? completed = null, last = null;
            foreach (var e in entries)
            {
                switch (e.Entry.Change)
                {
                    case Change.Progressed p:
                        // Completed beats carried over, whichever was said first.
                        if (p.State == State.Completed)
                        {
                            completed = e;
                        }
                        else if (p.State != State.CarriedOver)
                        {
                            completed = null;
                            ReopenedOrder = e.Order;
                        }
                        last = completed ?? e;
                        break;
                    case Change.Scheduled s:
                        _scheduled = s;
                        Phrase = s.Phrase ?? Phrase;
                        FirstDueOn ??= s.Provisional ? null : s.DueOn;
                        break;
                }
            }
            StateOrder = last?.Order ?? -1;
            _state = last?.Entry;
            _progressed = (Change.Progressed?)_state?.Change;
        }

        /// <summary>Of the occurrence, from 1; 0 for the whole item.</summary>
        public int Number { get; }
        public bool HasSchedule => _scheduled is not null;
        /// <summary>Place of the entry that gives the state among all that hold; −1 when none does.</summary>
        public int StateOrder { get; }
        /// <summary>The same of the last entry that says it is open.</summary>
        public int ReopenedOrder { get; } = -1;
        public State State => _progressed?.State ?? State.NotStarted;
        public DateOnly? CompletedOn => State == State.Completed ? _state!.EffectiveOn : null;
        public string? Reason => _progressed?.Reason;
        public string? Document => _state?.Document;
        public DateOnly? DueOn => _scheduled?.DueOn;
        public DateOnly? StartOn => _scheduled?.StartOn;
        public bool Provisional => _scheduled?.Provisional ?? false;
        public string? Phrase { get; }
        public DateOnly? FirstDueOn { get; }
    }
}
