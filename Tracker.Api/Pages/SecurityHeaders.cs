using Tracker.Api.Shared;

namespace Tracker.Api.Pages;

/// <summary>What a browser may do with our answers: nothing from elsewhere, no inline style or script, no frames.</summary>
public static class SecurityHeaders
{
    private const string ContentPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    // The page of the API is a library's own: it sets styles on its elements and asks for the description.
    private const string ApiPagePolicy =
        "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // As the answer starts, since an error clears what was set before.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            // A file that people sent is held more narrowly still.
            if (headers.ContentSecurityPolicy.Count == 0)
                headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments(ApiDescription.ApiPage) ? ApiPagePolicy : ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            return Task.CompletedTask;
        });
        return next(context);
    });
}
