using Npgsql;
using Tracker.Db.Figures;
using Tracker.Domain.Items;

namespace Tracker.Tests.Bench;

/// <summary>All figures of one programme as of a day, against counting its items by index.</summary>
internal static class FiguresOfProgramme
{
    public const string What = "figures of one programme as of a day";
    private const string FloorSql = "select count(*) from items where council_id = $1 and programme_id = $2";

    public static Row Row(World world) => new(
        What, "select count(*) by index", 10, 200,
        async operations =>
        {
            for (var i = 0; i < operations; i++)
                await Floor(world, i);
        },
        async operations =>
        {
            for (var i = 0; i < operations; i++)
                await Ours(world, i);
        });

    public static async Task<long> Floor(World world, int turn)
    {
        await using var command = world.Plain.CreateCommand(FloorSql);
        command.Parameters.Add(new() { Value = world.Council.Id });
        command.Parameters.Add(new() { Value = Programme(world, turn).Id });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public static async Task<ScopeFigures> Ours(World world, int turn)
    {
        var (id, year) = Programme(world, turn);
        await using var session = world.Database.Open(world.Council.Id);
        return await new FigureStore(session).Count(new Scope(year, Origin.Programme, id), new(new(year, 11, 30), session.Now));
    }

    private static (Guid Id, int Year) Programme(World world, int turn) => world.Council.Programmes[turn % world.Council.Programmes.Count];
}
