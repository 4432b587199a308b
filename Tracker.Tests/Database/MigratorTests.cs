using Dapper;
using Npgsql;
using Tracker.Db;

namespace Tracker.Tests.Database;

public sealed class MigratorTests
{
    private static readonly Migration One = new(1, "one", "create table one (id int);\ninsert into one values (1);\n");
    private static readonly Migration Two = new(2, "two", "create table two (id int);\ninsert into two select id from one;\n");
    private static readonly Migration Three = new(3, "three", "insert into two values (3);\n");

    private NpgsqlDataSource _owner;

    [SetUp]
    public async Task NewDatabase() => _owner = NpgsqlDataSource.Create((await TestCluster.NewEmptyDatabase()).Owner);

    [TearDown]
    public async Task Close() => await _owner.DisposeAsync();

    [Test]
    public async Task Each_migration_is_applied_once_and_in_order()
    {
        Assert.That(await Apply(One, Two), Is.EqualTo(2));
        Assert.That(await Apply(One, Two), Is.Zero);
        Assert.That(await Apply(One, Two, Three), Is.EqualTo(1));
        Assert.That(await Query<int>("select id from two order by id"), Is.EqualTo(new[] { 1, 3 }));
        Assert.That(await Query<string>("select number || name from migrations order by number"), Is.EqualTo(new[] { "1one", "2two", "3three" }));
    }

    [Test]
    public async Task A_database_without_migrations_needs_none()
    {
        Assert.That(await Apply(), Is.Zero);
    }

    [Test]
    public async Task The_shipped_migrations_apply_from_nothing()
    {
        Assert.That(await new Migrator(_owner).Apply(), Is.EqualTo(Migration.Embedded.Count));
    }

    [Test]
    public async Task An_edited_migration_is_refused_by_name_and_nothing_after_it_is_applied()
    {
        await Apply(One, Two);

        var edited = Two with { Sql = Two.Sql + "-- a word more" };
        Assert.That(() => Apply(One, edited, Three), Throws.TypeOf<MigrationRefused>().With.Message.Contains("0002_two"));
        Assert.That(await Query<int>("select max(number) from migrations"), Is.EqualTo(new[] { 2 }));
    }

    [Test]
    public async Task Other_line_endings_are_no_edit()
    {
        await Apply(One);

        var checkedOutOnWindows = One with { Sql = One.Sql.Replace("\n", "\r\n", StringComparison.Ordinal) };
        Assert.That(await Apply(checkedOutOnWindows, Two), Is.EqualTo(1));
    }

    [Test]
    public void Numbers_with_a_gap_a_duplicate_or_out_of_order_are_refused()
    {
        Assert.That(() => new Migrator(_owner, [One, Three]), Throws.TypeOf<MigrationRefused>().With.Message.Contains("0003_three"));
        Assert.That(() => new Migrator(_owner, [One, Two, Two with { Name = "again" }]), Throws.TypeOf<MigrationRefused>().With.Message.Contains("0002_again"));
        Assert.That(() => new Migrator(_owner, [Two, One]), Throws.TypeOf<MigrationRefused>().With.Message.Contains("0002_two"));
    }

    [Test]
    public async Task A_database_newer_than_the_program_is_refused()
    {
        await Apply(One, Two, Three);

        Assert.That(() => Apply(One, Two), Throws.TypeOf<MigrationRefused>().With.Message.Contains("0003_three"));
    }

    [Test]
    public async Task A_database_that_lacks_one_in_between_is_refused()
    {
        await Apply(One, Two, Three);
        await Execute("delete from migrations where number = 2");

        Assert.That(() => Apply(One, Two, Three), Throws.TypeOf<MigrationRefused>().With.Message.Contains("0002"));
    }

    [Test]
    public async Task A_failing_migration_is_named_and_leaves_nothing_of_itself()
    {
        var broken = new Migration(2, "broken", "create table half (id int); insert into nowhere values (1);");

        Assert.That(() => Apply(One, broken), Throws.TypeOf<MigrationFailed>().With.Message.Contains("0002_broken"));
        Assert.That(await Query<bool>("select to_regclass('half') is null and to_regclass('one') is not null"), Is.EqualTo(new[] { true }));
        Assert.That(await Apply(One, Two), Is.EqualTo(1));
    }

    [Test]
    public async Task Function_bodies_stay_whole()
    {
        await Apply(new Migration(1, "functions", """
            create function f() returns int language plpgsql as $$ begin perform 1; return 2; end $$;
            create function g() returns int language sql begin atomic select 1; select 3; end;
            """));

        Assert.That(await Query<int>("select f() + g()"), Is.EqualTo(new[] { 5 }));
    }

    [Test]
    public async Task A_migration_cannot_commit_half_of_itself()
    {
        var half = new Migration(1, "half", "create table half (id int); commit; insert into nowhere values (1);");

        Assert.That(() => Apply(half), Throws.TypeOf<MigrationFailed>());
        Assert.That(await Query<bool>("select to_regclass('half') is null"), Is.EqualTo(new[] { true }));
    }

    [Test]
    public async Task Programs_that_start_together_do_no_harm()
    {
        var applied = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Apply(One, Two, Three))));

        Assert.That(applied.Sum(), Is.EqualTo(3));
        Assert.That(await Query<int>("select id from two order by id"), Is.EqualTo(new[] { 1, 3 }));
    }

    private Task<int> Apply(params Migration[] migrations) => new Migrator(_owner, migrations).Apply();

    private async Task Execute(string sql)
    {
        await using var connection = await _owner.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }

    private async Task<IEnumerable<T>> Query<T>(string sql)
    {
        await using var connection = await _owner.OpenConnectionAsync();
        return await connection.QueryAsync<T>(sql);
    }
}
