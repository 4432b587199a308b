using System.Text.Json.Serialization;
using Tracker.Domain.Accounts;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Schedules;
using Tracker.Domain.Units;

namespace Tracker.Domain.Imports;

/// <summary>What a file is: a programme, progress on one, the year's ad-hoc tasks (with their progress), or a list that was exported for filling in.</summary>
public enum ImportKind { Programme, Progress, Adhoc, Fill }

/// <summary>What a file turned out to be, before anything is compared with what is stored: enough to load that.</summary>
/// <param name="Year">Of the programme, or of the ad-hoc tasks; null when the letterhead doesn't say.</param>
/// <param name="Years">Years whose items are needed: the programme's; of ad-hoc tasks every year in which one was given.</param>
/// <param name="ProgrammeNumber">Number of the programme itself; null for progress and ad-hoc files that name none.</param>
/// <param name="IssuedOn">Date of the paper.</param>
/// <param name="AsOf">"Số liệu tính đến hết ngày …" of the first sheet that says so.</param>
public sealed record Recognised(
    ImportKind Kind,
    int? Year,
    IReadOnlyList<int> Years,
    string? ProgrammeNumber,
    DateOnly? IssuedOn,
    DateOnly? AsOf,
    string? Title,
    IReadOnlyList<RecognisedSheet> Sheets)
{
    /// <summary>The items that the rows of a list for filling in name; none of other files.</summary>
    [JsonIgnore]
    public IReadOnlyList<Guid> Items { get; init; } = [];

    /// <summary>Whether this is the file of that programme.</summary>
    public bool Is(int year, string number) => Kind == ImportKind.Programme && year == Year && AreSame(number, ProgrammeNumber);

    /// <summary>The stored programme that a progress file is about: the one whose number it bears, else the year's own.</summary>
    public static ExistingProgramme? Progressed(IEnumerable<ExistingProgramme> programmes, int? year, string? number)
    {
        var ofYear = programmes.Where(p => p.Year == year).ToArray();
        return Array.Find(ofYear, p => AreSame(p.Number, number)) ?? Array.Find(ofYear, p => p.IsAnnual);
    }

    /// <summary>Whether two ways of writing are one number: "1/CTr-HĐND" and "01/CTR-HĐND".</summary>
    internal static bool AreSame(string stored, string? number) =>
        DocumentNumber.TryParse(stored, out var a) && DocumentNumber.TryParse(number, out var b)
            ? a.Number == b.Number && a.Year == b.Year && string.Equals(a.Type, b.Type, StringComparison.OrdinalIgnoreCase) && string.Equals(a.Issuer, b.Issuer, StringComparison.OrdinalIgnoreCase)
            : string.Equals(stored, number, StringComparison.OrdinalIgnoreCase);
}

/// <param name="HeaderRow">Row of the columns' names; the upper one of two.</param>
/// <param name="HeaderRows">1, or 2 when they stand in two rows.</param>
/// <param name="Rows">Rows taken for items.</param>
/// <param name="Known">The remembered layout by which it is read; null when it was recognised.</param>
public sealed record RecognisedSheet(
    string Name, bool Hidden, int HeaderRow, int HeaderRows, IReadOnlyList<RecognisedColumn> Columns, int Rows, IReadOnlyList<RecognisedGroup> Groups, LayoutSource? Known);

/// <summary>Where a remembered layout comes from.</summary>
public sealed record LayoutSource(Guid Id, string FileName, DateOnly On);

/// <param name="Letter">The column as Excel names it.</param>
public sealed record RecognisedColumn(Field Field, string Letter, string Heading);

public sealed record RecognisedGroup(int Row, string Name);

/// <summary>A programme that is stored already. <paramref name="Kind"/> is "annual" for the yearly work programme.</summary>
public sealed record ExistingProgramme(Guid Id, int Year, string Kind, string Number, DateOnly IssuedOn, DateOnly? ClosedOn)
{
    public bool IsAnnual => Kind == "annual";
}

/// <summary>A stored item with its whole history.</summary>
/// <param name="ProgrammeId">Null for ad-hoc tasks, and where it isn't asked for.</param>
public sealed record ExistingItem(Guid Id, IReadOnlyList<Entry> Entries, Guid? ProgrammeId = null)
{
    /// <summary>With what imports said that were undone: without it, it can't be told what was known earlier.</summary>
    public IReadOnlyList<Entry> Ever { get; init; } = Entries;

    /// <summary>Name of who recorded the entry of that sequence; null for what nobody is known for.</summary>
    public Func<long, string?> RecordedBy { get; init; } = _ => null;
}

/// <summary>A unit that uploads a list that it filled in: what it may record is each item's to say, as on the item's own form.</summary>
/// <param name="Item">An item of the context, by its id.</param>
public sealed record FillingUnit(Account Account, Func<Guid, Item> Item);

/// <summary>What a file is compared with.</summary>
/// <param name="Today">In the council's time zone.</param>
/// <param name="Items">Of the recognised programme, if it is stored, or the ad-hoc tasks of <see cref="Recognised.Years"/>, or those of <see cref="Recognised.Items"/> that are stored.</param>
public sealed record ImportContext(
    UnitDirectory Units,
    TimePhraseSettings TimePhrases,
    DateOnly Today,
    IReadOnlyList<ExistingProgramme> Programmes,
    IReadOnlyList<ExistingItem> Items)
{
    /// <summary>Null when the office uploads.</summary>
    public FillingUnit? Unit { get; init; }
}

public sealed record NewProgramme(Guid Id, int Year, string Number, DateOnly IssuedOn, string Title, ProgrammeKind Kind = ProgrammeKind.Annual);

/// <summary>All that an import would record, whole or not at all.</summary>
/// <param name="Programme">A programme that is to be made; null for other files.</param>
/// <param name="ProgrammeId">The programme that the items belong to, new or stored; null for ad-hoc tasks.</param>
/// <param name="Created">Items made.</param>
/// <param name="Changed">Stored items that get an entry.</param>
/// <param name="Unchanged">Stored items of which the file says what is known already.</param>
public sealed record ImportPlan(
    NewProgramme? Programme,
    Guid? ProgrammeId,
    IReadOnlyList<NewItem> Items,
    IReadOnlyList<NewEntry> Entries,
    int Created,
    int Changed,
    int Unchanged);

public enum RowOutcome
{
    /// <summary>Makes an item.</summary>
    New,
    /// <summary>Records something about a stored item.</summary>
    Changed,
    /// <summary>Says what is known already.</summary>
    Unchanged,
    /// <summary>Left out by an answer, or said twice.</summary>
    Skipped,
    /// <summary>Depends on a finding that is open.</summary>
    Open,
    /// <summary>No row at all: an item of the stored programme that the file doesn't have.</summary>
    Missing,
}

/// <summary>A row of the file and what it would do.</summary>
/// <param name="ItemId">The item that it is about, new ones too; null while that isn't known.</param>
/// <param name="Says">The time of a new item, or the state that is reported, in Vietnamese; empty when the row says neither.</param>
/// <param name="Changes">Of a changed row what would change, or differs.</param>
public sealed record PreviewRow(string Sheet, int Row, string Number, string Title, RowOutcome Outcome, Guid? ItemId, string Says, IReadOnlyList<PreviewChange> Changes);

/// <summary>One thing that a row says otherwise than it is known.</summary>
/// <param name="What">In Vietnamese, as the column is called.</param>
/// <param name="From">Empty when nothing was known, like <paramref name="To"/> when the file says nothing.</param>
public sealed record PreviewChange(string What, string From, string To);

/// <summary>A file, read and compared.</summary>
/// <param name="Recognised">Null when no sheet has a table.</param>
/// <param name="Findings">All of them in the file's order, answered ones too.</param>
/// <param name="Plan">Null while a finding is open.</param>
public sealed record ImportReading(Recognised? Recognised, IReadOnlyList<Finding> Findings, ImportPlan? Plan, IReadOnlyList<PreviewRow> Rows)
{
    /// <summary>Layouts that the person said, for the next files of these shapes.</summary>
    public IReadOnlyList<LayoutToRemember> ToRemember { get; init; } = [];
}
