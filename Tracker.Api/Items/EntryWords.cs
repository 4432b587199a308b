using Tracker.Api.Pages.Forms;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Api.Items;

/// <summary>Entering progress and completion, wherever it is done: on an item's page, in a row, for several rows.</summary>
public static class EntryWords
{
    /// <param name="completes">Whether whoever enters may complete.</param>
    public static IReadOnlyList<(string, string)> States(bool completes) =>
    [
        .. completes ? [("completed", State.Completed.Word())] : Array.Empty<(string, string)>(),
        ("inProgress", State.InProgress.Word()),
        ("notStarted", State.NotStarted.Word()),
    ];

    /// <summary>What the fields ask of an item.</summary>
    public static ItemVerb Verb(Fields fields, ItemVerbs verbs) => fields.Choice<State>("state") is State.Completed
        ? verbs.Complete(new(fields.Day("on"), fields.Text("document"), fields.Text("reason"), fields.Number("occurrence")))
        : verbs.Report(new(fields.Choice<State>("state") ?? throw Shared.Refused.Field("state", "Hãy chọn tình trạng."), fields.Day("on"), fields.Text("reason"), fields.Number("occurrence")));

    /// <summary>What was recorded, after its number or name.</summary>
    public static string Said(Fields fields) =>
        (fields.Choice<State>("state") ?? State.NotStarted).Word().ToLowerInvariant() + (fields.Day("on") is { } on ? $", ngày {Vietnamese.Day(on)}" : "");
}
