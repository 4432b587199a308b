using System.Text.Json.Serialization;
using FluentValidation;
using Tracker.Api.Accounts;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Api.Units;
using Tracker.Db;
using Tracker.Db.Journal;
using Tracker.Db.People;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Api.People;

/// <param name="Unit">Id or name of the unit.</param>
/// <param name="ValidFrom">First day in office, inclusive; null is unbounded.</param>
/// <param name="ValidTo">Last day in office, inclusive.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PersonRequest(string Name, string JobTitle = "", string? Unit = null, string? Email = null, DateOnly? ValidFrom = null, DateOnly? ValidTo = null);

public sealed class PersonValidator : AbstractValidator<PersonRequest>
{
    public PersonValidator()
    {
        RuleFor(p => p.Name).NotEmpty().WithMessage("Hãy ghi họ tên.");
        RuleFor(p => p.Name).MaximumLength(200).WithMessage("Họ tên dài quá 200 ký tự; hãy rút gọn.");
        RuleFor(p => p.JobTitle).MaximumLength(200).WithMessage("Chức vụ dài quá 200 ký tự; hãy rút gọn.");
        // A line break in an address could add headers to a mail.
        RuleFor(p => p.Email).Must(e => e is null || System.Net.Mail.MailAddress.TryCreate(e, out var address) && address.Address == e && !e.Any(char.IsControl))
            .WithMessage("Địa chỉ thư điện tử không đúng, ví dụ đúng: ten@hanoi.gov.vn.");
        RuleFor(p => p.ValidTo).Must((p, to) => !(to < p.ValidFrom)).WithMessage("Ngày thôi giữ chức vụ phải không trước ngày bắt đầu.");
    }
}

/// <summary>Changes of people, from the API and from pages.</summary>
public sealed class PersonWriting(Session session, Ask ask, CurrentUser user)
{
    private readonly PersonStore _people = new(session);

    public async Task<Written> Add(PersonRequest request, CancellationToken cancel)
    {
        var person = await Checked(request, Guid.CreateVersion7(), 1, cancel);
        await _people.Add(person, cancel);
        await Tell("Thêm người", person, null, cancel);
        return new(person, 1, $"/api/people/{person.Id}");
    }

    public async Task<Written> Change(Guid id, PersonRequest request, int expectedVersion, CancellationToken cancel)
    {
        var current = await _people.Find(id, cancel) ?? throw Refused.NotFound($"người có mã “{id}”");
        if (current.Version != expectedVersion)
            throw Preconditions.Stale(current.Version, current);
        var person = await Checked(request, id, expectedVersion, cancel);
        await _people.Change(person, cancel);
        await Tell("Sửa thông tin người", person, current, cancel);
        return new(person with { Version = expectedVersion + 1 }, expectedVersion + 1);
    }

    private async Task Tell(string act, Person person, Person? before, CancellationToken cancel)
    {
        var units = await ask.Units(cancel);
        var changes = ShownFields.Changes(before is null ? [] : Fields(before, units), Fields(person, units));
        await new JournalStore(session).Add(user.AccountId, act, person.Name, changes, JournalKind.Administration, cancel);
    }

    public static IReadOnlyList<ShownField> Fields(Person person, IReadOnlyList<Unit> units) =>
    [
        new("name", person.Name),
        new("jobTitle", person.JobTitle),
        new("unit", person.UnitId?.ToString() ?? "", UnitWords.Reader(units)),
        new("email", person.Email ?? ""),
        new("validFrom", UnitWords.Day(person.ValidFrom)),
        new("validTo", UnitWords.Day(person.ValidTo)),
    ];

    private async Task<Person> Checked(PersonRequest request, Guid id, int version, CancellationToken cancel)
    {
        new PersonValidator().Check(request);
        return new()
        {
            Id = id, Version = version, Name = VietnameseText.Normalize(request.Name), JobTitle = VietnameseText.Normalize(request.JobTitle), Email = request.Email,
            UnitId = request.Unit is { Length: > 0 } unit ? (await ask.FindUnit(unit, "unit", cancel)).Id : null, ValidFrom = request.ValidFrom, ValidTo = request.ValidTo,
        };
    }
}
