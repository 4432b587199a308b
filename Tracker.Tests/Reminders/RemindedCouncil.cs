using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Items;
using Tracker.Db.People;
using Tracker.Db.Programmes;
using Tracker.Db.Units;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Units;
using Tracker.Jobs.Mail;
using Tracker.Jobs.Reminders;

namespace Tracker.Tests.Reminders;

/// <summary>A council with a board whose programme has an overdue item and one that is soon due, in a database of its own.</summary>
internal sealed class RemindedCouncil : IAsyncDisposable
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(7));

    private readonly NpgsqlDataSource _source;

    private RemindedCouncil(TestDatabase place, NpgsqlDataSource source, TimeProvider clock, Council council) =>
        (Place, _source, Database, Council) = (place, source, new(source, clock), council);

    public TestDatabase Place { get; }
    public Db.Database Database { get; }
    public Council Council { get; }
    public Guid Programme { get; } = Guid.CreateVersion7();
    public Guid Board { get; } = Guid.CreateVersion7();
    public Guid Committee { get; } = Guid.CreateVersion7();

    /// <param name="place">A database of the caller's; a fresh one of the test run's cluster unless given.</param>
    public static async Task<RemindedCouncil> New(TimeProvider? clock = null, CouncilSettings? settings = null, TestDatabase? place = null)
    {
        clock ??= new StandingClock(Monday);
        place ??= await TestCluster.NewDatabase();
        var made = new RemindedCouncil(place, NpgsqlDataSource.Create(Db.Database.ServingConnectionString(place.Owner)), clock,
            new(Guid.CreateVersion7(), "HĐND Thành phố", "Hà Nội", settings ?? new()));
        await using var session = made.Open();
        await CouncilStore.Add(session, made.Council);
        await new UnitStore(session).Add([new(made.Board, "Ban Pháp chế", UnitKind.Board, 1, []), new(made.Committee, "Thường trực HĐND", UnitKind.StandingCommittee, 0, [])]);
        var today = Council.DayOf(clock.GetUtcNow());
        await new ProgrammeStore(session).Add(made.Programme, today.Year, ProgrammeKind.Annual, "01/CTr-HĐND", "Chương trình công tác", today.AddDays(-40), new(null));
        await session.Commit();
        return made;
    }

    public Session Open() => Database.Open(Council.Id);

    public async Task<Guid> Person(string name, string? email, Guid? unit = null, string title = "Chuyên viên")
    {
        var id = Guid.CreateVersion7();
        await using var session = Open();
        await new PersonStore(session).Add(new() { Id = id, Name = name, JobTitle = title, UnitId = unit ?? Board, Email = email });
        await session.Commit();
        return id;
    }

    /// <param name="due">Days from today.</param>
    public async Task<Guid> Item(string title, int due, string officer = "") => (await Items([(title, due, officer)])).Single();

    public async Task<IReadOnlyList<Guid>> Items(IReadOnlyList<(string Title, int Due, string Officer)> items)
    {
        await using var session = Open();
        var today = Council.DayOf(session.Now);
        var made = items.Select(i => (Id: Guid.CreateVersion7(), i.Title, i.Due, i.Officer)).ToArray();
        await new ItemRecorder(session).Record([.. made.Select(i => new NewItem(i.Id, Origin.Programme, today.Year, Programme))],
        [
            .. made.SelectMany(i => new NewEntry[]
            {
                new(i.Id, today.AddDays(-40), new Change.Joined(Membership.Issued)),
                new(i.Id, today.AddDays(-40), new Change.Described { Number = "7", Title = i.Title, LeadUnitId = Board, Officer = i.Officer }),
                new(i.Id, today.AddDays(-40), new Change.Scheduled(today.AddDays(i.Due), null, "")),
            }),
        ], new(null));
        await session.Commit();
        return [.. made.Select(i => i.Id)];
    }

    public DailyDigests Digests(MailOptions? mail = null) => new(Database, new(Database), mail ?? new(), NullLogger<DailyDigests>.Instance);

    public Outbox Outbox(MailOptions mail) => new(Database, new(Database), mail, NullLogger<Outbox>.Instance);

    public async Task<IReadOnlyList<T>> Look<T>(string sql)
    {
        await using var superuser = new NpgsqlConnection(Place.Superuser + ";Pooling=false");
        return (await superuser.QueryAsync<T>(sql)).AsList();
    }

    public async ValueTask DisposeAsync() => await _source.DisposeAsync();
}
