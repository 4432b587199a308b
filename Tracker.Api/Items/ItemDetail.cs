using Tracker.Api.Coordination;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Db.Coordination;
using Tracker.Db.Documents;
using Tracker.Db.Reminders;
using Tracker.Domain.Accounts;
using Tracker.Domain.Items;
using Tracker.Domain.Meetings;
using Tracker.Domain.Text;
using Tracker.Domain.Units;
using Tracker.Jobs.Reports;

namespace Tracker.Api.Items;

/// <summary>Another item that it goes on from, or that goes on in its place.</summary>
/// <param name="How">"Tách ra từ", "Gộp vào".</param>
public sealed record RelatedItem(string How, Guid Id, string Number, string Title);

/// <summary>One item with its history, and what its reader may record on it now.</summary>
/// <param name="Correcting">The entry that is being corrected; null when none is.</param>
/// <param name="SeenVersion">The version that the reader had seen when he sent a form that came too late; null otherwise.</param>
public sealed record ItemDetail(
    PageFrame Frame, ItemDetailAnswer Item, IReadOnlyDictionary<Guid, Unit> Units, IReadOnlyList<PaperRow> Papers, EntryAnswer? Correcting, int? SeenVersion)
{
    /// <summary>The last times that it was reminded of, as far as its reader may see them.</summary>
    public IReadOnlyList<ItemReminder> Reminders { get; init; } = [];

    /// <summary>The same of what was told about it beside its due day.</summary>
    public IReadOnlyList<ToldNotice> Told { get; init; } = [];

    /// <summary>The meeting that it is a conclusion of; null for others.</summary>
    public Meeting? Meeting { get; init; }

    /// <summary>What it was split, merged or carried over from, and into what.</summary>
    public IReadOnlyList<RelatedItem> Related { get; init; } = [];

    /// <summary>Null unless reminding of it is paused today.</summary>
    public Pause? Paused { get; init; }

    /// <summary>The agreement and the obligation that it comes from; null for other items.</summary>
    public DutyOrigin? Duty { get; init; }

    /// <summary>Links by which a body outside answers for it, for those who keep them.</summary>
    public IReadOnlyList<ShownLink> AnswerLinks { get; init; } = [];

    public IReadOnlyList<HistoryEvent> Events { get; } = Item.Words(Units).Events();

    /// <summary>What was recorded since, by others.</summary>
    public IReadOnlyList<HistoryEvent> Since => SeenVersion is { } seen ? Item.Words(Units).Since(seen, Item.Version) : [];

    /// <summary>Facts after everything recorded: what can be recorded next goes by them. Null once the item is void.</summary>
    public ItemFacts? Latest => Item.Latest;

    /// <summary>Forms stand only on what is now: nothing is recorded on a state that its writer hasn't seen.</summary>
    public bool MayWrite => Frame.IsSignedIn && !Frame.IsLookingBack && !Item.HasNewer && Latest is not null
        && Enum.GetValues<Act>().Any(act => act is not (Act.Administer or Act.ReadJournal or Act.Publish or Act.ReadReminders or Act.KeepReminders or Act.UploadFilled) && May(act));

    public bool May(Act act) => Frame.Account.May(act, Latest);

    public bool IsClosed => Item.Origin == Origin.Programme && Frame.Programme?.ClosedOn is not null;

    public bool IsOpen => Latest is { IsOpen: true } && !IsClosed;

    /// <summary>The day that forms begin with: the one looked at, unless it is still to come.</summary>
    public string Day => Vietnamese.Day(Frame.View.AsOf < Frame.Today ? Frame.View.AsOf : Frame.Today);

    /// <summary>Where a form of this page goes: the page's own query comes along, but for the moment that it was asked for at.</summary>
    public string Action(string verb) => (Frame.Here.Without("knownAt", ItemForms.CorrectParameter) with { Path = $"/nhiem-vu/{Item.Id}/{verb}" }).ToString();

    public IReadOnlyList<(string, string)> OpenOccurrences =>
        [.. Item.Occurrences.Where(o => o.CompletedOn is null).Select(o => ($"{o.Number}", $"Kỳ {o.Number}{(o.DueOn is { } due ? $", hạn {Vietnamese.Day(due)}" : "")}"))];

    /// <summary>Units that the item's forms speak of: a list without one that has ended meanwhile would quietly take it away.</summary>
    private IEnumerable<Guid> Named =>
    [
        Item.LeadUnit.Id,
        .. Latest is { } now ? [now.LeadUnitId, .. now.CooperatingUnitIds] : Array.Empty<Guid>(),
        .. Correcting?.Change is Change.Described wrong ? [wrong.LeadUnitId ?? default, .. wrong.CooperatingUnitIds ?? []] : Array.Empty<Guid>(),
    ];

    public IReadOnlyList<(string, string)> UnitChoices => [.. Units.Values.Where(u => u.ValidTo is null || Named.Contains(u.Id)).OrderBy(u => u.Position).Select(u => (u.Id.ToString(), u.Name))];
}
