namespace Tracker.Api.Shared;

/// <summary>What can be got can also be asked for its head alone, as link checkers and watchers do: the same answer without its body.</summary>
public static class HeadRequests
{
    public static void UseHeadOfEverything(this WebApplication app)
    {
        // The server leaves the body out by the method that came over the wire.
        app.Use((context, next) =>
        {
            if (HttpMethods.IsHead(context.Request.Method))
                context.Request.Method = HttpMethods.Get;
            return next(context);
        });
        app.UseRouting();
    }
}
