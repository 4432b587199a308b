using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Domain.Figures;

namespace Tracker.Api.Settings;

/// <summary>What has to be clear of every item, as fields of the form: for each the names of what has to be filled in.</summary>
internal static class CompletenessFields
{
    public static readonly string Choices = string.Join(", ", Enum.GetValues<ItemField>().Select(f => f.Name()));

    public static IReadOnlyList<(Clarity Clarity, string Field)> All { get; } = [.. Enum.GetValues<Clarity>().Select(c => (c, $"clear{c}"))];

    public static IEnumerable<ShownField> Of(Completeness settings) =>
        All.Select(c => new ShownField(c.Field, string.Join(", ", settings.Of(c.Clarity).Select(f => f.Name()))));

    public static Completeness Read(Fields fields)
    {
        IReadOnlyList<ItemField> Asked(Clarity clarity)
        {
            var name = All.Single(c => c.Clarity == clarity).Field;
            return [.. (fields.Text(name) ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(text =>
                ItemFields.Read(text) ?? throw Refused.Field(name, $"“{text}” không phải là một thông tin của nhiệm vụ. Hãy ghi, cách nhau bằng dấu phẩy: {Choices}.")).Distinct()];
        }
        return new()
        {
            People = Asked(Clarity.People), Work = Asked(Clarity.Work), Time = Asked(Clarity.Time),
            Result = Asked(Clarity.Result), Responsibility = Asked(Clarity.Responsibility), Authority = Asked(Clarity.Authority),
        };
    }
}
