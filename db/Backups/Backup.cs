using System.Data;
using Dapper;
using Npgsql;
using Tracker.Domain.Councils;
using Tracker.Domain.Figures;

namespace Tracker.Db.Backups;

/// <summary>
/// Writes everything that the database holds, as one moment saw it, into one file, while others go on reading and writing.
/// The owner sees a council's rows only by naming it, so rows are written council by council.
/// </summary>
public static class Backup
{
    // As Restore reads it, whatever the server's own settings are.
    private const string SettingsSql = """
        set transaction read only;
        set local statement_timeout = 0;
        set local idle_in_transaction_session_timeout = 0;
        set local timezone = 'UTC';
        set local datestyle = 'ISO, YMD';
        set local intervalstyle = 'postgres';
        set local extra_float_digits = 1;
        set local bytea_output = 'hex'
        """;

    private const string CouncilsSql = "select id, name from public.councils order by created_at, id";

    /// <summary>Whether there is any council, and so anything to lose.</summary>
    public static async Task<bool> IsWorthwhile(string ownerConnectionString, CancellationToken cancel = default)
    {
        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync(cancel);
        return (await Catalogue.Migrations(connection, cancel)).Count > 0
            && (await connection.QueryAsync<BackupCouncil>(new CommandDefinition(CouncilsSql, cancellationToken: cancel))).Any();
    }

    /// <param name="ownerConnectionString">Of the database's owner; no more rights are needed.</param>
    /// <param name="path">A file that isn't there yet.</param>
    /// <param name="moment">The moment it is: figures are sampled as known then.</param>
    /// <returns>What was written, and the bytes of the file.</returns>
    /// <exception cref="BackupFailed">Nothing is left of the file.</exception>
    public static async Task<(Manifest Manifest, long Bytes)> Write(
        string ownerConnectionString, string path, DateTimeOffset moment, IReadOnlyList<Migration>? migrations = null, CancellationToken cancel = default)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(ownerConnectionString);
            await using var connection = await source.OpenConnectionAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
            await connection.ExecuteAsync(new CommandDefinition(SettingsSql, cancellationToken: cancel));

            var applied = await Catalogue.Migrations(connection, cancel);
            var current = Known(applied, migrations ?? Migration.Embedded);
            var councils = applied.Count == 0 ? [] : (await connection.QueryAsync<BackupCouncil>(new CommandDefinition(CouncilsSql, cancellationToken: cancel))).AsList();
            if (councils.Count == 0)
                throw new BackupFailed("Cơ sở dữ liệu chưa có hội đồng nào, nên chưa có gì để sao lưu.");

            using var file = new BackupFileWriter(path);
            var database = new Database(source, TimeProvider.System);
            moment = new DateTimeOffset(moment.UtcTicks - moment.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
            var tables = await Catalogue.Tables(connection, cancel);
            var parts = tables.ToDictionary(t => t.Name, _ => new List<BackupPart>());
            var figures = new List<BackupFigures>();
            foreach (var table in tables.Where(t => !t.ByCouncil))
                parts[table.Name].Add(await Copy(connection, table, null, file, cancel));
            foreach (var council in councils)
            {
                var session = await Session.Within(transaction, database, council.Id, cancel);
                foreach (var table in tables.Where(t => t.ByCouncil))
                    parts[table.Name].Add(await Copy(connection, table, council.Id, file, cancel));
                // This program's queries know this program's schema only.
                if (current)
                    figures.AddRange(await FigureSample.Take(session, CouncilDay(moment), moment, cancel));
            }
            var manifest = new Manifest(
                Manifest.Ours, Manifest.CurrentFormat, Manifest.ThisVersion, moment, applied, councils,
                [.. tables.Select(t => new BackupTable(t.Name, t.Columns, parts[t.Name]))],
                await Catalogue.Sequences(connection, cancel), Counting.Definition, figures);
            return (manifest, await file.Finish(manifest, cancel));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupFailed($"Không ghi được bản sao lưu “{path}”: {e.Message}", e);
        }
        catch (PostgresException e)
        {
            throw new BackupFailed($"Không sao lưu được, cơ sở dữ liệu báo: {e.MessageText}", e);
        }
    }

    private static DateOnly CouncilDay(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Council.TimeZone).DateTime);

    /// <returns>Whether the database's schema is the program's, not an older one.</returns>
    private static bool Known(IReadOnlyList<BackupMigration> applied, IReadOnlyList<Migration> migrations)
    {
        if (applied.Count > migrations.Count || applied.Zip(migrations).Any(m => m.First.Sha256 != m.Second.Sha256))
            throw new BackupFailed("Cơ sở dữ liệu do một phiên bản Tracker khác hoặc mới hơn tạo ra. Hãy sao lưu bằng phiên bản đó.");
        return applied.Count == migrations.Count;
    }

    private static async Task<BackupPart> Copy(NpgsqlConnection connection, CatalogueTable table, Guid? council, BackupFileWriter file, CancellationToken cancel)
    {
        // Row-level security says the same; a superuser passes by it.
        var where = council is { } id ? $" where council_id = '{id}'" : "";
        var entry = $"data/{table.Name}/{council?.ToString() ?? "all"}.copy";
        using var reader = await connection.BeginTextExportAsync($"copy (select {table.QuotedColumns} from {table.Quoted}{where}) to stdout", cancel);
        var (rows, bytes, sha256) = await file.Add(entry, ((StreamReader)reader).BaseStream, cancel);
        return new(entry, rows, bytes, sha256, council);
    }
}
