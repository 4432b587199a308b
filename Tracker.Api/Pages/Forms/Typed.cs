using Microsoft.AspNetCore.Mvc;

namespace Tracker.Api.Pages.Forms;

/// <summary>What was taken from a file or a paste into a form's rows, before anything is recorded.</summary>
/// <param name="Told">What a person should know about it, a sentence each.</param>
/// <param name="Complaints">What recording would say, by the names of fields.</param>
/// <param name="Rows">Rows to be shown.</param>
public sealed record Taken(string Sentence, IReadOnlyList<string> Told, IReadOnlyDictionary<string, string[]> Complaints, int Rows);

/// <summary>What this request's form brought and why it wasn't recorded: the page is then shown with it. Empty when there was no form, or all went well.</summary>
public sealed class Typed
{
    private Fields _fields = Fields.None;

    /// <summary>Null unless something is wrong.</summary>
    public ProblemDetails? Problem { get; private set; }

    public Fields Fields => _fields;

    /// <summary>Name of the form; there may be several on a page.</summary>
    public string? Form => _fields.Raw(Fields.FormName);

    /// <summary>Whether the form stands on the page that is shown again.</summary>
    public bool IsShown { get; private set; }

    public void Shown(string form) => IsShown |= Is(form);

    public bool HasAny => _fields.All.Count > 0;

    /// <summary>Where it was sent to, which may not be the page that it is shown on; null when there was no form.</summary>
    public string? Action { get; private set; }

    public void Hold(Fields fields) => _fields = fields;

    public void Hold(Fields fields, HttpRequest from) => (_fields, Action) = (fields, from.Path + from.QueryString);

    public void Refuse(ProblemDetails problem) => Problem = problem;

    /// <summary>Null unless the form's rows were filled from a file or a paste just now.</summary>
    public Taken? Taken { get; private set; }

    public void Fill(Fields fields, Taken taken) => (_fields, Taken) = (fields, taken);

    /// <summary>Whether that form was refused.</summary>
    public bool Is(string form) => Problem is not null && Form == form;

    /// <summary>Whether that form is shown again with what was typed: it was refused, or filled in further.</summary>
    public bool Holds(string form) => (Problem is not null || Taken is not null) && Form == form;

    /// <summary>What was typed there, else what the page would show.</summary>
    public string? Or(string form, string name, string? otherwise) => Holds(form) ? _fields.Raw(name) ?? "" : otherwise;

    public IReadOnlyList<string> OrSeveral(string form, string name, IReadOnlyList<string> otherwise) => Holds(form) ? _fields.Several(name) : otherwise;

    public bool OrTicked(string form, string name, bool otherwise) => Holds(form) ? _fields.Ticked(name) : otherwise;

    /// <summary>What is wrong with one field.</summary>
    public string? Complaint(string form, string name) =>
        (Is(form) && Problem!.Extensions.TryGetValue("errors", out var errors) ? errors as IReadOnlyDictionary<string, string[]> : Holds(form) ? Taken?.Complaints : null)
            is { } byField && byField.TryGetValue(name, out var sentences) ? string.Join(" ", sentences) : null;
}
