using Tracker.Domain.Items;
using Tracker.Domain.Schedules;

namespace Tracker.Domain.Imports;

/// <summary>When an item is to be done, as its cell or its group says. No spans is no deadline.</summary>
internal sealed record GivenTime(string Phrase, IReadOnlyList<DueSpan> Spans, bool Provisional);

/// <summary>What a row reports about its item.</summary>
/// <param name="Document">Empty when none is given, like <paramref name="Reason"/>.</param>
/// <param name="IsWhole">An empty paper or reason means that there is none; else it says nothing.</param>
internal sealed record Report(StateWord State, DateOnly? CompletedOn, string Document, string Reason, bool IsWhole = false)
{
    /// <summary>Nothing is done and nothing is said about it.</summary>
    public bool IsNothing => State.State == Items.State.NotStarted && Document.Length == 0 && Reason.Length == 0;

    /// <summary>Empty cells keep the paper and the reason that are known.</summary>
    public Report KeepingWhatIsKnown(ItemFacts facts) => IsWhole ? this : this with
    {
        Document = Document.Length > 0 ? Document : facts.ResultDocument ?? "",
        Reason = Reason.Length > 0 ? Reason : facts.Reason ?? "",
    };

    public override string ToString() => CompletedOn is { } day ? $"{State} ngày {Text.Vietnamese.Day(day)}" : State.ToString();
}

/// <summary>An item's row as read. Empty texts where the file says nothing.</summary>
internal sealed record ReadRow(Table Table, int Row)
{
    public string Number { get; init; } = "";
    public string Group { get; init; } = "";
    public string Title { get; init; } = "";

    /// <summary>Null where the row names none and needs none, or while a finding is open.</summary>
    public Guid? Lead { get; init; }

    public IReadOnlyList<Guid> Cooperating { get; init; } = [];
    public string Leader { get; init; } = "";
    public string Officer { get; init; } = "";
    public string Deliverable { get; init; } = "";
    public string Note { get; init; } = "";
    public string Source { get; init; } = "";
    public GivenTime? Time { get; init; }
    public DateOnly? GivenOn { get; init; }

    /// <summary>Null when the row says nothing about progress.</summary>
    public Report? Report { get; init; }

    /// <summary>Last day that the sheet's figures count, inclusive.</summary>
    public DateOnly AsOf { get; init; }

    /// <summary>A finding about this row is open, so nothing can be planned from it yet.</summary>
    public bool IsOpen { get; init; }

    /// <summary>A person has agreed that the row counts against what is recorded, so that isn't asked again.</summary>
    public bool IsAgreed { get; init; }

    public string Sheet => Table.Sheet.Name;

    public Place Place(Field field) => Table.Place(Row, field);

    /// <summary>What a new item is.</summary>
    public Change.Described Describe(int position) => new()
    {
        Number = Number,
        Group = Group,
        Position = position,
        Title = Title,
        LeadUnitId = Lead,
        CooperatingUnitIds = Cooperating,
        ResponsibleLeader = Leader,
        Officer = Officer,
        Deliverable = Deliverable,
        ActivityKind = ActivityKinds.Guess(Title),
        Note = Note,
        Source = Source,
    };

    /// <summary>One entry for each occurrence; one without a day for no deadline; none where no time is given.</summary>
    public IEnumerable<Change.Scheduled> Schedule() => Time switch
    {
        null => [],
        { Spans: [] } => [new Change.Scheduled(null, null, Time.Phrase)],
        { Spans: [var span] } => [new Change.Scheduled(span.DueOn, span.StartOn, Time.Phrase, Time.Provisional)],
        _ => Time.Spans.Select((span, i) => new Change.Scheduled(span.DueOn, span.StartOn, Time.Phrase, Time.Provisional, i + 1)),
    };
}
