using Tracker.Db.Items;

namespace Tracker.Db.People;

/// <summary>Somebody who works in or with the council. Validity ends inclusive, null is unbounded.</summary>
public sealed record Person
{
    public Guid Id { get; init; }
    public int Version { get; init; }
    public string Name { get; init; } = "";
    public string JobTitle { get; init; } = "";
    public Guid? UnitId { get; init; }
    public string? Email { get; init; }
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
}

public sealed class PersonStore(Session session)
{
    private const string AllSql = """
        select id, version, name, job_title, unit_id, email, valid_from, valid_to
        from people
        where council_id = @Council
            and (@UnitId::uuid is null or unit_id = @UnitId)
        order by name, id
        """;

    public async Task<IReadOnlyList<Person>> All(Guid? unitId, CancellationToken cancel = default) => await session.Query<Person>(AllSql, new { unitId }, cancel);

    private const string FindSql = """
        select id, version, name, job_title, unit_id, email, valid_from, valid_to
        from people
        where council_id = @Council
            and id = @Id
        """;

    public Task<Person?> Find(Guid id, CancellationToken cancel = default) => session.Find<Person>(FindSql, new { id }, cancel);

    private const string AddSql = """
        insert into people (council_id, id, name, job_title, unit_id, email, valid_from, valid_to)
        values (@Council, @Id, @Name, @JobTitle, @UnitId, @Email, @ValidFrom, @ValidTo)
        """;

    public Task Add(Person person, CancellationToken cancel = default) => session.Execute(AddSql, person, cancel);

    private const string ChangeSql = """
        update people
        set version = version + 1, name = @Name, job_title = @JobTitle, unit_id = @UnitId, email = @Email, valid_from = @ValidFrom, valid_to = @ValidTo
        where council_id = @Council
            and id = @Id
            and version = @Version
        """;

    /// <exception cref="VersionConflict">The person isn't at <see cref="Person.Version"/>.</exception>
    public async Task Change(Person person, CancellationToken cancel = default)
    {
        if (await session.Execute(ChangeSql, person, cancel) == 0)
            throw new VersionConflict(person.Id, person.Version);
    }
}
