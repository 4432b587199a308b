using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Requests;
using Tracker.Domain.Accounts;

namespace Tracker.Api.Pages.Forms;

/// <summary>What came of a form, said on the page that follows.</summary>
/// <param name="Next">Address of that page; the form's own page unless given.</param>
public sealed record Done(string Sentence, string? Next = null);

/// <summary>
/// The way of every form: check that a page of ours sent it, write, commit, say so on the next page. What can't be written shows the page again with
/// everything that was typed and a sentence; if the page itself can't be shown, what was typed is kept on a page that needs nothing.
/// </summary>
public sealed class PageForms(IHttpContextAccessor http, IAntiforgery antiforgery, Typed typed, Flash flash)
{
    /// <param name="page">Path of the page that the form stands on; the form's address has the page's query.</param>
    /// <param name="write">Records; throws what the API would answer as a problem.</param>
    /// <param name="show">Shows the page again.</param>
    /// <param name="repeats">Whether the very same form sent a second time is carried out again; otherwise it only gets the answer again.</param>
    public async Task<IResult> Send(string page, Func<Fields, Task<Done>> write, Func<Task<IResult>> show, bool repeats = false)
    {
        var context = http.HttpContext!;
        var cancel = context.RequestAborted;
        var session = context.Features.Get<Account>() is null ? null : context.RequestServices.GetRequiredService<Session>();
        var fields = await Fields.Read(context.Request, cancel);
        typed.Hold(fields, context.Request);
        try
        {
            if (!await antiforgery.IsRequestValidAsync(context))
                throw Refused.BadRequest("old-form", "Trang này mở đã lâu, hoặc bạn vừa đăng nhập lại. Nội dung đã gõ vẫn còn; hãy xem lại rồi bấm ghi lần nữa.");
            var sent = session is null || repeats || context.Features.Get<Account>()?.Id is not { } account ? null : await Sent.Of(session, account, context.Request, fields, cancel);
            if (sent is not null && await sent.Earlier(cancel) is { } earlier)
            {
                flash.Say(earlier.Sentence);
                return new SeeOther(earlier.Next!);
            }
            var done = await write(fields);
            done = done with { Next = done.Next ?? page + context.Request.QueryString };
            if (sent is not null)
                await sent.Keep(done, cancel);
            if (session is not null)
                await session.Commit(cancel);
            flash.Say(done.Sentence);
            return new SeeOther(done.Next!);
        }
        catch (Exception e) when (Problems.Describe(e) is { Status: < 500 } problem)
        {
            if (session is not null)
                await session.DisposeAsync();
            return await ShowRefused(page, problem, show);
        }
    }

    private async Task<IResult> ShowRefused(string page, ProblemDetails problem, Func<Task<IResult>> show)
    {
        var context = http.HttpContext!;
        typed.Refuse(problem);
        // The page is shown as if it had been asked for, so that its links and its frame are those of the page.
        context.Request.Path = page;
        context.Response.StatusCode = problem.Status!.Value;
        return await show();
    }

    /// <summary>The way of a form that is filled in further: the page is shown with what comes of it, and nothing is recorded.</summary>
    /// <param name="fill">The fields to be shown, and what is said of them; what it does in the database is undone.</param>
    public async Task<IResult> Fill(string page, Func<Fields, Task<(Fields Fields, Taken Taken)>> fill, Func<Task<IResult>> show)
    {
        var context = http.HttpContext!;
        typed.Hold(await Fields.Read(context.Request, context.RequestAborted), context.Request);
        try
        {
            var (fields, taken) = await fill(typed.Fields);
            typed.Fill(fields, taken);
            context.Request.Path = page;
            await Undo();
        }
        catch (Exception e) when (Problems.Describe(e) is { Status: < 500 } problem)
        {
            await Undo();
            return await ShowRefused(page, problem, show);
        }
        return await show();

        ValueTask Undo() => context.RequestServices.GetRequiredService<Session>().DisposeAsync();
    }

    /// <summary>The way of a form that only looks: the page is shown with what was typed, and nothing is recorded.</summary>
    public async Task<IResult> Look(string page, Func<Task<IResult>> show)
    {
        var context = http.HttpContext!;
        typed.Hold(await Fields.Read(context.Request, context.RequestAborted));
        context.Request.Path = page;
        return await show();
    }

    /// <summary>A form as it was sent, so that two clicks on its button record once: the token is of the page that was opened, the rest is what was typed.</summary>
    private sealed class Sent(Session session, Guid account, byte[] hash)
    {
        private readonly IdempotencyStore _keys = new(session);

        private string Key => $"form:{Convert.ToHexStringLower(hash)}";

        public static async Task<Sent> Of(Session session, Guid account, HttpRequest request, Fields fields, CancellationToken cancel)
        {
            var all = fields.Kept.Append(new("to", request.Path)).Append(new(FormTokens.FieldName, fields.Raw(FormTokens.FieldName) ?? "")).ToList();
            foreach (var file in fields.Files)
            {
                await using var content = file.OpenReadStream();
                all.Add(new(file.FileName, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel))));
            }
            return new(session, account, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(all.Select(f => new[] { f.Key, f.Value }))));
        }

        /// <summary>What came of it the first time; null when this is the first time.</summary>
        public async Task<Done?> Earlier(CancellationToken cancel) =>
            await _keys.Claim(account, Key, hash, cancel) is { Location: { } next, Body: { } sentence } ? new(sentence, next) : null;

        public Task Keep(Done done, CancellationToken cancel) => _keys.Keep(account, Key, StatusCodes.Status303SeeOther, null, done.Next, done.Sentence, cancel);
    }

    /// <summary>The page that follows is asked for anew, so that reloading it sends nothing again.</summary>
    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
