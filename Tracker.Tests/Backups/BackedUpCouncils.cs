using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Tracker.Api.Demo;
using Tracker.Db;
using Tracker.Db.Backups;
using Tracker.Db.Councils;
using Tracker.Db.Figures;
using Tracker.Db.Items;
using Tracker.Db.Seals;
using Tracker.Db.Units;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Reports;
using Tracker.Domain.Units;
using Tracker.Jobs.Figures;
using Tracker.Jobs.Reports;
using Tracker.Jobs.Seals;

namespace Tracker.Tests.Backups;

/// <summary>A database of two councils with a history, and what tests ask of it and of what is restored from it.</summary>
internal sealed class BackedUpCouncils : IAsyncDisposable
{
    public static readonly Council Other = new(Guid.Parse("0193b3a0-0000-7000-8000-000000000002"), "Hội đồng nhân dân Thành phố Huế", "Huế", new());
    public static readonly DateTimeOffset Moment = TestApp.Start.AddDays(2);

    private readonly TestApp _app;
    private readonly StandingClock _clock;
    private Guid _otherItem;

    private BackedUpCouncils(TestDatabase database, TestApp app) => (Place, _app, _clock) = (database, app, app.Clock);

    public TestDatabase Place { get; }
    public SmallProgramme Programme { get; private set; } = null!;

    /// <summary>Code of figures that were published.</summary>
    public string Seal { get; private set; } = "";

    public static async Task<BackedUpCouncils> Make()
    {
        var place = await TestCluster.NewDatabase();
        var made = new BackedUpCouncils(place, await TestApp.On(place.Owner));
        await made._app.Office.Import("ctr-2018.xlsx");
        made.Programme = await SmallProgramme.Record(made._app);
        made._clock.Now = TestApp.Start.AddDays(1);
        await made.Record(DemoCouncil.Council.Id, made.Programme.Open, State.Completed);
        await made.RecordOther();
        made._clock.Now = Moment;
        foreach (var council in new[] { DemoCouncil.Council.Id, Other.Id })
            await new DailyFigures(made._app.Database, new(made._app.Database), NullLogger<DailyFigures>.Instance).Store(council);
        await using var session = made._app.Database.Open(DemoCouncil.Council.Id);
        made.Seal = (await new Sealing(session).Publish(new(made.Programme.Id, ReportPeriod.MonthOf(new(2019, 11, 30)), new(2019, 11, 30)), null)).Code;
        await session.Commit();
        return made;
    }

    public async Task Record(Guid council, Guid item, State state)
    {
        await using var session = _app.Database.Open(council);
        await new ItemRecorder(session).Record([], [new(item, new(2019, 11, 20), new Change.Progressed(state))], new(null));
        await session.Commit();
    }

    /// <summary>Something happens in both councils, at the moment of the backup.</summary>
    public async Task GoOn()
    {
        await Record(DemoCouncil.Council.Id, Programme.Late, State.InProgress);
        await Record(Other.Id, _otherItem, State.Completed);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task RecordOther()
    {
        await using var session = _app.Database.Open(Other.Id);
        await CouncilStore.Add(session, Other);
        var unit = Guid.CreateVersion7();
        // What the text format has to escape.
        await new UnitStore(session).Add([new(unit, "Ban\tPháp chế \\N", UnitKind.Board, 1, ["Ban\nPC", "\\."])]);
        _otherItem = Guid.CreateVersion7();
        await new ItemRecorder(session).Record(
            [new(_otherItem, Origin.Adhoc, 2019, null)],
            [
                new(_otherItem, new(2019, 2, 1), new Change.Joined(Membership.Issued)),
                new(_otherItem, new(2019, 2, 1), new Change.Described { Title = "Việc phát sinh", LeadUnitId = unit }),
                new(_otherItem, new(2019, 2, 1), new Change.Scheduled(new(2019, 6, 30), null, "Tháng 6")),
            ], new(null));
        await session.Commit();
    }

    /// <summary>Every row that a backup has to have as text, as a superuser sees it; keys of cookies and codes of setting up belong to the installation.</summary>
    public static async Task<Dictionary<string, string[]>> Rows(TestDatabase place)
    {
        await using var superuser = new NpgsqlConnection(place.Superuser);
        var rows = new Dictionary<string, string[]>();
        foreach (var table in await superuser.QueryAsync<string>("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> all (array['migrations', 'data_protection_keys', 'setup_codes'])"))
            rows.Add(table, [.. await superuser.QueryAsync<string>($"select t::text from {table} t order by 1")]);
        return rows;
    }

    /// <summary>The figures of both councils on several days, as known at several moments.</summary>
    public static async Task<List<string>> Figures(TestDatabase place)
    {
        await using var source = NpgsqlDataSource.Create(Db.Database.ServingConnectionString(place.Owner));
        var database = new Db.Database(source, TimeProvider.System);
        var all = new List<string>();
        foreach (var (council, scope) in new[] { (DemoCouncil.Council.Id, new Scope(2019, Origin.Programme)), (DemoCouncil.Council.Id, new(2018, Origin.Programme)), (Other.Id, new(2019, Origin.Adhoc)) })
            foreach (var day in new DateOnly[] { new(2018, 6, 30), new(2019, 3, 31), new(2019, 11, 30), new(2020, 1, 31) })
                foreach (var knownAt in new[] { TestApp.Start, TestApp.Start.AddDays(1), Moment })
                {
                    await using var session = database.Open(council);
                    var counted = await new FigureStore(session).Count(scope, new(day, knownAt), GroupBy.Unit);
                    all.Add($"{scope} {day:O} {knownAt:O}: {string.Join(' ', counted.Figures.Counts)} {string.Join(' ', counted.Groups.Select(g => $"{g.Key} {string.Join(' ', g.Figures.Counts)}").Order())}");
                }
        return all;
    }

    /// <summary>The workbook of the published figures.</summary>
    public async Task<byte[]> Published(TestDatabase place)
    {
        await using var source = NpgsqlDataSource.Create(Db.Database.ServingConnectionString(place.Owner));
        await using var session = new Db.Database(source, TimeProvider.System).OpenSnapshot(DemoCouncil.Council.Id);
        var report = await SealedReport.Read(session, (await new SealStore(session).Find(Seal))!, default);
        var file = new MemoryStream();
        await GiaoBanWorkbook.Write(file, session, report.Data);
        return file.ToArray();
    }

    /// <summary>How the tables are made: columns, keys, checks, policies, indexes, triggers and rights.</summary>
    public static async Task<string[]> Build(TestDatabase place)
    {
        await using var superuser = new NpgsqlConnection(place.Superuser);
        return [.. await superuser.QueryAsync<string>("""
            select concat_ws(' ', relname, relrowsecurity, relforcerowsecurity, relacl, relowner::regrole) from pg_class where relnamespace = 'public'::regnamespace
            union all
            select concat_ws(' ', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attacl)
            from pg_attribute where attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace) and attnum > 0
            union all
            select concat_ws(' ', conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid)) from pg_constraint where connamespace = 'public'::regnamespace
            union all
            select concat_ws(' ', tablename, policyname, roles, cmd, qual, with_check) from pg_policies
            union all
            select indexdef from pg_indexes where schemaname = 'public'
            union all
            select concat_ws(' ', proname, proowner::regrole, proacl) from pg_proc where pronamespace = 'public'::regnamespace
            order by 1
            """)];
    }

    /// <summary>Whether nothing at all stands in a database.</summary>
    public static async Task<bool> IsUntouched(TestDatabase place)
    {
        await using var superuser = new NpgsqlConnection(place.Superuser);
        return await superuser.ExecuteScalarAsync<bool>("select not exists (select from pg_class where relnamespace = 'public'::regnamespace)");
    }
}
