using Dapper;
using Npgsql;

namespace Tracker.Tests.Database;

public sealed class TestClusterTests
{
    [Test]
    public async Task Each_database_is_migrated_and_its_own()
    {
        var one = await TestCluster.NewDatabase();
        var other = await TestCluster.NewDatabase();

        await using var connection = new NpgsqlConnection(one.Owner);
        await connection.ExecuteAsync("create table mine (id int)");
        await using var elsewhere = new NpgsqlConnection(other.Owner);
        Assert.That(await elsewhere.ExecuteScalarAsync<bool>("select to_regclass('mine') is null and to_regclass('migrations') is not null"), Is.True);
    }

    [Test]
    public async Task The_owner_is_no_superuser()
    {
        await using var connection = new NpgsqlConnection((await TestCluster.NewDatabase()).Owner);

        Assert.That(await connection.ExecuteScalarAsync<string>("select current_setting('is_superuser')"), Is.EqualTo("off"));
    }
}
