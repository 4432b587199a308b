using Microsoft.AspNetCore.Http.HttpResults;
using Tracker.Db;
using Tracker.Db.Journal;
using Tracker.Db.Reminders;
using Tracker.Domain.Councils;

namespace Tracker.Api.Reminders;

/// <summary>What whoever holds a link sees.</summary>
/// <param name="Mail">Null for a link that isn't one, or was revoked.</param>
/// <param name="Expired">It holds no longer.</param>
public sealed record Acknowledging(string Action, AcknowledgedMail? Mail, bool Expired);

/// <summary>
/// Somebody says by the link in a mail, without an account, that the mail has come. Opening it records nothing, since scanners of mail servers open every link; the button does.
/// It needs no other token: whoever sends the form knows the address.
/// </summary>
public static class AcknowledgePages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(ReminderLink.Path + "/{token}", (string token, Database database, HttpContext http, CancellationToken cancel) => Show(token, database, http, cancel)).AllowAnonymous();
        pages.MapPost(ReminderLink.Path + "/{token}", (string token, Database database, HttpContext http, CancellationToken cancel) => Acknowledge(token, database, http, cancel)).AllowAnonymous();
    }

    private static async Task<IResult> Show(string token, Database database, HttpContext http, CancellationToken cancel)
    {
        if (await ReminderLinkStore.Find(database, token, cancel) is not { } found)
            return Page(http, new(Here(token), null, false), 404);
        await using var session = database.OpenSnapshot(found.CouncilId);
        var mail = await new ReminderLinkStore(session).Read(found.MailId, Council.DayOf(session.Now), cancel);
        return Page(http, new(Here(token), mail, mail is { AcknowledgedAt: null } && mail.ExpiresAt <= session.Now), 200);
    }

    private static async Task<IResult> Acknowledge(string token, Database database, HttpContext http, CancellationToken cancel)
    {
        if (await ReminderLinkStore.Find(database, token, cancel) is not { } found)
            return Page(http, new(Here(token), null, false), 404);
        await using (var session = database.Open(found.CouncilId))
        {
            var links = new ReminderLinkStore(session);
            if (await links.Acknowledge(found.MailId, cancel) && await links.Read(found.MailId, Council.DayOf(session.Now), cancel) is { } mail)
                await new JournalStore(session).Add(null, "Báo đã nhận thư nhắc việc", $"{mail.Name}, thư ngày {Domain.Text.Vietnamese.Day(mail.Day)}", null, JournalKind.Administration, cancel);
            await session.Commit(cancel);
        }
        // Asked for anew, so that reloading sends nothing again.
        http.Response.Headers.Location = Here(token);
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static string Here(string token) => ReminderLink.Address(Uri.EscapeDataString(token));

    private static RazorComponentResult<AcknowledgePage> Page(HttpContext http, Acknowledging model, int status)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        return new(new Dictionary<string, object?> { ["Model"] = model }) { StatusCode = status };
    }
}
