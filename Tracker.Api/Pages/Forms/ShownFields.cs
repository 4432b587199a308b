using Tracker.Db.Journal;

namespace Tracker.Api.Pages.Forms;

/// <summary>A field of something that can be changed: what its form sends, and how people read that.</summary>
/// <param name="Words">How a value is read; as it stands unless given.</param>
public sealed record ShownField(string Name, string Value, Func<string, string>? Words = null)
{
    public string Text => Read(Value);

    public string Read(string value) => value.Length == 0 || Words is null ? value : Words(value);
}

/// <summary>What a form showed when it was opened, beside what is there now and what somebody typed.</summary>
public static class ShownFields
{
    /// <summary>Begins the names of hidden fields that say what the form showed.</summary>
    public const string Was = "was.";

    /// <summary>For the journal: the fields that differ, in words.</summary>
    public static IReadOnlyList<FieldChange> Changes(IReadOnlyList<ShownField> before, IReadOnlyList<ShownField> after) =>
    [
        .. from field in after
           let old = before.FirstOrDefault(b => b.Name == field.Name)
           where !Same(old?.Value ?? "", field.Value)
           select new FieldChange(field.Name, old?.Text ?? "", field.Text),
    ];

    /// <summary>After somebody else changed it: fields that this person hadn't touched take what is there now; what they typed stays.</summary>
    public static void Rebase(this Typed typed, IReadOnlyList<ShownField> now)
    {
        if (typed.Problem?.Status != 412)
            return;
        var untouched = now.Where(n => Same(typed.Fields.Raw(n.Name) ?? "", typed.Fields.Raw(Was + n.Name) ?? "")).ToArray();
        typed.Hold(new([
            .. typed.Fields.All.Where(f => untouched.All(n => n.Name != f.Key)),
            .. untouched.Select(n => KeyValuePair.Create(n.Name, n.Value)),
        ], typed.Fields.Files));
    }

    /// <summary>Browsers send line ends of their own.</summary>
    public static bool Same(string one, string other) => Plain(one) == Plain(other);

    private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim();
}
