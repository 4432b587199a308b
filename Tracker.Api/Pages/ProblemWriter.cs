using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Tracker.Api.Shared;

namespace Tracker.Api.Pages;

/// <summary>A problem as a person reads it.</summary>
/// <param name="Reference">What to tell the administrator; stands in the log beside the error.</param>
/// <param name="MistypedDay">What was typed for the day, when that is the problem: it is asked for again.</param>
public sealed record ProblemShown(string Title, string Sentence, string Reference, Address Here, string? MistypedDay);

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
            await Page(http, problem).ExecuteAsync(http);
        else
            await http.Response.WriteAsJsonAsync(problem, problem.GetType(), options: null, contentType: "application/problem+json");
    }

    private static RazorComponentResult<ProblemPage> Page(HttpContext http, ProblemDetails problem)
    {
        var mistyped = problem.Type == Problems.TypePrefix + Ask.BadDay && problem.Extensions.TryGetValue("parameter", out var name) && name is "asOf";
        return new(new Dictionary<string, object?>
        {
            ["Model"] = new ProblemShown(
                mistyped ? "Ngày chưa đúng" : problem.Title ?? Problems.Title(problem.Status!.Value),
                problem.Detail ?? "Hãy thử lại, hoặc báo quản trị kèm mã tham chiếu.",
                http.TraceIdentifier,
                Address.Of(http.Request),
                mistyped ? http.Request.Query["asOf"].ToString() : null),
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
