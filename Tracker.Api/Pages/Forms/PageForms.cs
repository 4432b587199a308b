using Microsoft.AspNetCore.Antiforgery;
using Tracker.Api.Shared;
using Tracker.Db;
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
    public async Task<IResult> Send(string page, Func<Fields, Task<Done>> write, Func<Task<IResult>> show)
    {
        var context = http.HttpContext!;
        var cancel = context.RequestAborted;
        var session = context.Features.Get<Account>() is null ? null : context.RequestServices.GetRequiredService<Session>();
        var fields = await Fields.Read(context.Request, cancel);
        typed.Hold(fields);
        try
        {
            if (!await antiforgery.IsRequestValidAsync(context))
                throw Refused.BadRequest("old-form", "Trang này mở đã lâu, hoặc bạn vừa đăng nhập lại. Nội dung đã gõ vẫn còn; hãy xem lại rồi bấm ghi lần nữa.");
            var done = await write(fields);
            if (session is not null)
                await session.Commit(cancel);
            flash.Say(done.Sentence);
            return new SeeOther(done.Next ?? page + context.Request.QueryString);
        }
        catch (Exception e) when (Problems.Describe(e) is { Status: < 500 } problem)
        {
            if (session is not null)
                await session.DisposeAsync();
            typed.Refuse(problem);
            // The page is shown as if it had been asked for, so that its links and its frame are those of the page.
            context.Request.Path = page;
            context.Response.StatusCode = problem.Status!.Value;
            return await show();
        }
    }

    /// <summary>The way of a form that only looks: the page is shown with what was typed, and nothing is recorded.</summary>
    public async Task<IResult> Look(string page, Func<Task<IResult>> show)
    {
        var context = http.HttpContext!;
        typed.Hold(await Fields.Read(context.Request, context.RequestAborted));
        context.Request.Path = page;
        return await show();
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
