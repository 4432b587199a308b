using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Api.Items;

/// <summary>An attribute that people change by hand, as a field of a form.</summary>
/// <param name="Shown">Its value as the field carries it; several values stand one a line.</param>
/// <param name="Set">Puts what was typed into a change.</param>
public sealed record ItemAttribute(string Name, FieldKind Kind, Func<ItemFacts, string> Shown, Func<ItemChange, string, ItemChange> Set)
{
    public bool Many { get; init; }
    public bool Required { get; init; }
    public string? Hint { get; init; }
    public int Longest { get; init; } = 4000;
    public Func<ItemDetail, IReadOnlyList<(string Value, string Text)>>? Options { get; init; }

    /// <summary>What a form brought for it, as <see cref="Shown"/> would show it.</summary>
    public string Typed(Fields fields) => Many
        ? ItemAttributes.OneALine(fields.Several(Name))
        : Same(fields.Raw(Name) ?? "");

    /// <summary>What it was when the form was opened; null when the form doesn't say.</summary>
    public string? Opened(Fields fields) => fields.Raw("was." + Name) is { } was ? Same(was) : null;

    /// <summary>A value so that two that look the same are the same.</summary>
    public string Same(string value) => VietnameseText.Visible(value)?.ReplaceLineEndings("\n").Trim() ?? "";

    /// <summary>A value in words.</summary>
    public string Said(string value, ItemDetail model) => Options is null ? value
        : string.Join("; ", ItemAttributes.Several(value).Select(v => Options(model).FirstOrDefault(o => o.Value == v).Text ?? v));
}

public static class ItemAttributes
{
    public static readonly IReadOnlyList<ItemAttribute> All =
    [
        new("title", FieldKind.Long, f => f.Title, (c, v) => c with { Title = v }) { Required = true, Longest = ItemTexts.LongestTitle },
        new("leadUnit", FieldKind.Choice, f => f.LeadUnitId.ToString(), (c, v) => c with { LeadUnit = v }) { Required = true, Options = m => m.UnitChoices },
        new("cooperatingUnits", FieldKind.Choice, f => OneALine(f.CooperatingUnitIds.Select(u => u.ToString())), (c, v) => c with { CooperatingUnits = Several(v) })
        {
            Many = true, Options = m => m.UnitChoices, Hint = "Giữ phím Ctrl để chọn nhiều đơn vị.",
        },
        new("responsibleLeader", FieldKind.Text, f => f.ResponsibleLeader, (c, v) => c with { ResponsibleLeader = v }),
        new("officer", FieldKind.Text, f => f.Officer, (c, v) => c with { Officer = v }),
        new("deliverable", FieldKind.Text, f => f.Deliverable, (c, v) => c with { Deliverable = v }),
        new("activityKind", FieldKind.Choice, f => Link.Name(f.ActivityKind), (c, v) => c with { ActivityKind = Kind(v) })
        {
            Options = _ => [.. Enum.GetValues<ActivityKind>().Select(k => (Link.Name(k), k.Name()))],
        },
        new("note", FieldKind.Long, f => f.Note, (c, v) => c with { Note = v }),
    ];

    /// <summary>The change that a form asks for: only what was typed anew, and not what its writer left to somebody else.</summary>
    /// <exception cref="Refused">Nothing was changed.</exception>
    public static ItemChange Changed(Fields fields)
    {
        var changed = All.Where(a => a.Typed(fields) != (a.Opened(fields) ?? "") && fields.Raw("keep." + a.Name) != "theirs").ToArray();
        if (changed.Length == 0)
            throw Refused.BadRequest("nothing-changed", "Chưa có mục nào được sửa nên không có gì để ghi.");
        return changed.Aggregate(new ItemChange { EffectiveOn = fields.Day("effectiveOn") }, (change, attribute) => attribute.Set(change, attribute.Typed(fields)));
    }

    public static string OneALine(IEnumerable<string> values) => string.Join('\n', values.Order(StringComparer.Ordinal));

    public static IReadOnlyList<string> Several(string value) => value.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static ActivityKind Kind(string value) => Enum.GetValues<ActivityKind>().Cast<ActivityKind?>().FirstOrDefault(k => Link.Name(k!.Value) == value)
        ?? throw Refused.Field("activityKind", "Hãy chọn loại hoạt động trong danh sách.");
}
