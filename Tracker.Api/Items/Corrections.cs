using Tracker.Api.Pages.Forms;
using Tracker.Domain.Items;

namespace Tracker.Api.Items;

/// <summary>What a wrong entry should have said, as a form says it.</summary>
public static class Corrections
{
    /// <summary>Attributes that an entry sets, each a field.</summary>
    public static IEnumerable<ItemAttribute> Attributes(Change.Described d) => ItemAttributes.All.Where(a => a.Name switch
    {
        "title" => d.Title is not null,
        "leadUnit" => d.LeadUnitId is not null,
        "cooperatingUnits" => d.CooperatingUnitIds is not null,
        "responsibleLeader" => d.ResponsibleLeader is not null,
        "officer" => d.Officer is not null,
        "deliverable" => d.Deliverable is not null,
        "activityKind" => d.ActivityKind is not null,
        "note" => d.Note is not null,
        _ => false,
    });

    /// <summary>What an entry of attributes says, as facts of its own.</summary>
    public static ItemFacts Facts(Change.Described d) => new()
    {
        Membership = default, MemberFrom = default, Title = d.Title ?? "", LeadUnitId = d.LeadUnitId ?? default, CooperatingUnitIds = d.CooperatingUnitIds ?? [],
        ResponsibleLeader = d.ResponsibleLeader ?? "", Officer = d.Officer ?? "", Deliverable = d.Deliverable ?? "", ActivityKind = d.ActivityKind ?? default, Note = d.Note ?? "",
    };

    /// <summary>Whether something else can stand in its place; others are only taken back.</summary>
    public static bool IsReplaceable(Change change) => change is not (Change.Decided or Change.Planned);

    public static async Task<Change> Replacement(Change wrong, Fields fields, ItemMaking making, CancellationToken cancel) => wrong switch
    {
        Change.Progressed p => p with { State = fields.Choice<State>("state") ?? p.State, Reason = fields.Text("reason") },
        Change.Scheduled s => s with { DueOn = fields.Day("dueOn"), Phrase = fields.Text("timePhrase") },
        Change.Requested r => r with { DueOn = fields.Day("dueOn") ?? r.DueOn, Reason = fields.Needed("reason") },
        Change.Remarked r => r with { Text = r.Remark == RemarkKind.Paper ? fields.Text("text") ?? "" : fields.Needed("text") },
        Change.Described d => await Described(d, fields, making, cancel),
        _ => wrong,
    };

    private static async Task<Change> Described(Change.Described d, Fields fields, ItemMaking making, CancellationToken cancel)
    {
        var change = Attributes(d).Aggregate(new ItemChange(), (c, attribute) => attribute.Set(c, attribute.Typed(fields)));
        return await making.Described(change, cancel) with { Number = d.Number, Group = d.Group, Position = d.Position, Source = d.Source };
    }
}
