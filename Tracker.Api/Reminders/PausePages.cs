using Tracker.Api.Accounts;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Db.People;
using Tracker.Db.Reminders;
using Tracker.Domain.Accounts;
using Tracker.Domain.Items;
using Tracker.Domain.Units;

namespace Tracker.Api.Reminders;

/// <param name="Item">What the form is about; null for people.</param>
public sealed record PauseList(PageFrame Frame, IReadOnlyList<Pause> Pauses, IReadOnlyList<Person> People, IReadOnlyList<Unit> Units, Guid? Person, ItemRow? Item);

/// <summary>Who and what isn't reminded for a while.</summary>
public sealed class PausePages(PageFrames frames, PageForms forms, ReminderReading reading, ReminderWriting writing, Session session, Ask ask, Typed typed, IHttpContextAccessor http)
{
    public const string Path = ReminderPages.Path + "/tam-dung";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (PausePages page, CancellationToken cancel) => page.Show(cancel)).RequireAuthorization(Access.SignedIn).Needs(Act.ReadReminders);
        var kept = pages.MapGroup(Path).RequireAuthorization(Access.SignedIn).Needs(Act.KeepReminders);
        kept.MapPost("", (PausePages page, CancellationToken cancel) => page.Pause(cancel));
        kept.MapPost("/{id:guid}/nhac-lai", (Guid id, PausePages page, CancellationToken cancel) => page.Resume(id, cancel));
    }

    private async Task<IResult> Show(CancellationToken cancel)
    {
        var frame = await frames.Read(Place.Reminders, cancel);
        var item = ask.Id("item") ?? (Guid.TryParse(typed.Fields.Raw("item"), out var asked) ? asked : null);
        return PageEndpoints.Show<PausePage, PauseList>(http.HttpContext!.Response, new(
            frame, await reading.Pauses(cancel), [.. (await new PersonStore(session).All(null, cancel)).Where(p => p.UnitId is not null)], await ask.Units(cancel), ask.Id("person"),
            item is { } id ? await new ItemStore(session).Find(id, new(frame.Today, session.Now), cancel) ?? throw Refused.NotFound("nhiệm vụ này") : null));
    }

    private Task<IResult> Pause(CancellationToken cancel) => forms.Send(Path, async fields =>
    {
        var pause = await writing.Pause(new(fields.Needed("reason"), fields.Id("person"), fields.Id("item"), fields.Day("until")), cancel);
        return new($"Đã tạm dừng nhắc: {pause.Name}, {pause.Until()}. Số liệu không đổi.", Path);
    }, () => Show(cancel));

    private Task<IResult> Resume(Guid id, CancellationToken cancel) => forms.Send(Path, async _ =>
        new($"Từ nay lại nhắc: {(await writing.Resume(id, cancel)).Name}.", Path), () => Show(cancel));
}
