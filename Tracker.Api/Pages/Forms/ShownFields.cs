using Tracker.Db.Journal;

namespace Tracker.Api.Pages.Forms;

/// <summary>A field of something that can be changed: what its form sends, and how people read that.</summary>
/// <param name="Words">How a value is read; as it stands unless given.</param>
/// <param name="Several">Several may be chosen in it: the value has one a line, in any order.</param>
public sealed record ShownField(string Name, string Value, Func<string, string>? Words = null, bool Several = false)
{
    public string Text => Read(Value);

    /// <summary>What a form brought for it.</summary>
    public string Of(Fields fields) => Several ? string.Join('\n', fields.Several(Name)) : fields.Raw(Name) ?? "";

    /// <summary>As a form would bring it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Sent => (Several ? Lines(Value) : [Value]).Select(value => KeyValuePair.Create(Name, value));

    /// <summary>Browsers send line ends of their own, and choices in the order of the list.</summary>
    public bool Same(string one, string other) => Several ? Lines(one).ToHashSet().SetEquals(Lines(other)) : Plain(one) == Plain(other);

    public string Read(string value) => value.Length == 0 || Words is null ? value : Words(value);

    private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim();

    private static string[] Lines(string text) => Plain(text).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
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
           where !field.Same(old?.Value ?? "", field.Value)
           select new FieldChange(field.Name, old?.Text ?? "", field.Text),
    ];

    /// <summary>After somebody else changed it: fields that this person hadn't touched take what is there now; what they typed stays.</summary>
    public static void Rebase(this Typed typed, IReadOnlyList<ShownField> now)
    {
        if (typed.Problem?.Status != 412)
            return;
        var untouched = now.Where(n => n.Same(n.Of(typed.Fields), typed.Fields.Raw(Was + n.Name) ?? "")).ToArray();
        typed.Hold(new([
            .. typed.Fields.All.Where(f => untouched.All(n => n.Name != f.Key)),
            .. untouched.SelectMany(n => n.Sent),
        ], typed.Fields.Files));
    }
}
