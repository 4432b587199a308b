using Tracker.Api.Accounts;
using Tracker.Api.Administration;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.People;
using Tracker.Db.Reminders;
using Tracker.Domain.Accounts;
using Tracker.Domain.Units;

namespace Tracker.Api.People;

public sealed record PersonList(PageFrame Frame, IReadOnlyList<Person> People, IReadOnlyList<Unit> Units, IReadOnlyList<Pause> Paused);

/// <param name="Person">Null for a new one.</param>
public sealed record PersonForm(PageFrame Frame, Person? Person, IReadOnlyList<Unit> Units);

public sealed class PersonPages(PageFrames frames, PageForms forms, PersonWriting writing, Session session, Ask ask, Typed typed, IHttpContextAccessor http)
{
    public const string Path = AdministrationPages.Path + "/nguoi";
    public const string New = Path + "/moi";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var mine = pages.MapGroup(Path).RequireAuthorization(Access.SignedIn).Needs(Act.Administer);
        mine.MapGet("", (PersonPages page, CancellationToken cancel) => page.List(cancel));
        mine.MapGet("/moi", (PersonPages page, CancellationToken cancel) => page.Show(null, cancel));
        mine.MapPost("/moi", (PersonPages page, CancellationToken cancel) => page.Add(cancel));
        mine.MapGet("/{id:guid}", (Guid id, PersonPages page, CancellationToken cancel) => page.Show(id, cancel));
        mine.MapPost("/{id:guid}", (Guid id, PersonPages page, CancellationToken cancel) => page.Change(id, cancel));
    }

    private async Task<IResult> List(CancellationToken cancel) => PageEndpoints.Show<PersonListPage, PersonList>(http.HttpContext!.Response, new(
        await frames.Read(Place.Administration, cancel), await new PersonStore(session).All(null, cancel), await ask.Units(cancel),
        [.. (await new PauseStore(session).All(cancel: cancel)).Where(p => p.Holds(ask.Today))]));

    private async Task<IResult> Show(Guid? id, CancellationToken cancel)
    {
        var units = await ask.Units(cancel);
        var person = id is null ? null : await new PersonStore(session).Find(id.Value, cancel) ?? throw Refused.NotFound("người này");
        if (person is not null)
            typed.Rebase(PersonWriting.Fields(person, units));
        return PageEndpoints.Show<PersonFormPage, PersonForm>(http.HttpContext!.Response, new(await frames.Read(Place.Administration, cancel), person, units));
    }

    private Task<IResult> Add(CancellationToken cancel) => forms.Send(New, async fields =>
    {
        var person = (Person)(await writing.Add(Request(fields), cancel)).Body;
        return new($"Đã thêm {person.Name}.", Path);
    }, () => Show(null, cancel));

    private Task<IResult> Change(Guid id, CancellationToken cancel) => forms.Send($"{Path}/{id}", async fields =>
    {
        var person = (Person)(await writing.Change(id, Request(fields), fields.ShownVersion, cancel)).Body;
        return new($"Đã ghi thay đổi của {person.Name}.", Path);
    }, () => Show(id, cancel));

    private static PersonRequest Request(Fields fields) =>
        new(fields.Needed("name"), fields.Text("jobTitle") ?? "", fields.Text("unit"), fields.Text("email"), fields.Day("validFrom"), fields.Day("validTo"));
}
