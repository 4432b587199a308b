using Tracker.Db.Items;

namespace Tracker.Db.Histories;

/// <summary>The rows that histories hang on: an id and a version, which tells whoever changes one whether somebody was first.</summary>
internal sealed class Heads(string table)
{
    private readonly string _touchSql = $"""
        update {table}
        set version = version + 1
        where council_id = @Council
            and id = @Id
            and (@Version::int is null or version = @Version)
        """;

    private readonly string _versionSql = $"select version from {table} where council_id = @Council and id = @Id";

    /// <summary>Joins those who record, and makes one another version.</summary>
    /// <param name="expected">The version that is changed; null whichever it is.</param>
    /// <returns>The moment that is recorded.</returns>
    /// <exception cref="VersionConflict">It isn't at that version.</exception>
    public async Task<DateTimeOffset> Touch(Session session, Guid id, int? expected, CancellationToken cancel)
    {
        var now = await RecordingLock.Share(session, cancel);
        if (await session.Execute(_touchSql, new { id, Version = expected }, cancel) == 0)
            throw new VersionConflict(id, await session.Find<int>(_versionSql, new { id }, cancel));
        return now;
    }
}
