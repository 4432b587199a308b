using Microsoft.AspNetCore.Mvc;

namespace Tracker.Api.Pages.Forms;

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

    public bool Is(string form) => Problem is not null && Form == form;

    /// <summary>What was typed there, else what the page would show.</summary>
    public string? Or(string form, string name, string? otherwise) => Is(form) ? _fields.Raw(name) ?? "" : otherwise;

    public IReadOnlyList<string> OrSeveral(string form, string name, IReadOnlyList<string> otherwise) => Is(form) ? _fields.Several(name) : otherwise;

    public bool OrTicked(string form, string name, bool otherwise) => Is(form) ? _fields.Ticked(name) : otherwise;

    /// <summary>What is wrong with one field.</summary>
    public string? Complaint(string form, string name) =>
        Is(form) && Problem!.Extensions.TryGetValue("errors", out var errors) && errors is IDictionary<string, string[]> byField && byField.TryGetValue(name, out var sentences)
            ? string.Join(" ", sentences) : null;
}
