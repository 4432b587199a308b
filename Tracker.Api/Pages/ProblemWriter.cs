using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Tracker.Api.Accounts;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;

namespace Tracker.Api.Pages;

/// <summary>A problem as a person reads it.</summary>
/// <param name="Reference">What to tell the administrator; stands in the log beside the error.</param>
/// <param name="Mistyped">What was typed for a day or a moment, when that is the problem: it is asked for again.</param>
/// <param name="Passes">Whether it is likely to be over after a while.</param>
public sealed record ProblemShown(string Title, string Sentence, string Reference, Address Here, Mistyped? Mistyped, bool Passes);

/// <param name="Parameter">Of the address.</param>
/// <param name="IsMoment">A moment, not a day.</param>
public sealed record Mistyped(string Parameter, string Text, bool IsMoment);

/// <summary>
/// Writes every problem, whoever found it: as a page to those who read pages, as problem details to the callers of the API.
/// </summary>
public sealed class ProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        Problems.Complete(context);
        var (http, problem) = (context.HttpContext, context.ProblemDetails);
        problem.Status ??= http.Response.StatusCode;
        if (WantsPage(http.Request))
        {
            await KeepTyped(http);
            await Page(http, problem).ExecuteAsync(http);
        }
        else
            await http.Response.WriteAsJsonAsync(problem, problem.GetType(), options: null, contentType: "application/problem+json");
    }

    /// <summary>What stopped the request may have come before its form was read: the database is away, a right is gone. What was typed stays on the page all the same.</summary>
    private static async Task KeepTyped(HttpContext http)
    {
        var typed = http.RequestServices.GetRequiredService<Typed>();
        if (typed.HasAny || !HttpMethods.IsPost(http.Request.Method) || !http.Request.IsFromHere())
            return;
        try
        {
            typed.Hold(await Fields.Read(http.Request, http.RequestAborted), http.Request);
        }
        catch (Exception e) when (e is Refused or BadHttpRequestException)
        {
            // That it can't be read is what the page says.
        }
    }

    private static RazorComponentResult<ProblemPage> Page(HttpContext http, ProblemDetails problem)
    {
        var mistyped = HttpMethods.IsGet(http.Request.Method) && problem.Extensions.TryGetValue("parameter", out var said) && said is string name
            ? new Mistyped(name, http.Request.Query[name].ToString(), problem.Type == Problems.TypePrefix + Ask.BadMoment) : null;
        return new(new Dictionary<string, object?>
        {
            ["Model"] = new ProblemShown(
                mistyped is not null ? mistyped.IsMoment ? "Thời điểm chưa đúng" : "Ngày chưa đúng" : problem.Title ?? Problems.Title(problem.Status!.Value),
                problem.Detail ?? "Hãy thử lại, hoặc báo quản trị kèm mã tham chiếu.",
                http.TraceIdentifier,
                Address.Of(http.Request),
                mistyped,
                problem.Status >= 500),
        })
        { StatusCode = problem.Status };
    }

    /// <summary>Everything outside the API is a page, unless its caller asks for JSON.</summary>
    public static bool WantsPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/openapi") && !request.Path.StartsWithSegments("/health")
        && !AsksForJson(request.Headers.Accept);

    private static bool AsksForJson(StringValues accept) =>
        MediaTypeHeaderValue.TryParseList(accept, out var types)
        && types.Any(t => t.SubTypeWithoutSuffix.Equals("json", StringComparison.OrdinalIgnoreCase) || t.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && !types.Any(t => t.MatchesMediaType("text/html") && !t.MatchesAllTypes);
}
