using Dapper;
using Npgsql;
using Tracker.Db.Reminders;
using Tracker.Domain.Councils;
using Tracker.Domain.Figures;

namespace Tracker.Db.Backups;

/// <summary>
/// Brings a backup into an empty database: schema as it was, rows, schema as it is now, comparison with what the backup says of itself.
/// All in one transaction, so that it is there whole and right, or nothing happened.
/// </summary>
public sealed class Restore
{
    private const string SettingsSql = """
        set local statement_timeout = 0;
        set local lock_timeout = '60s';
        set local idle_in_transaction_session_timeout = 0;
        set local search_path = public, pg_temp;
        set local client_encoding = 'UTF8';
        set local timezone = 'UTC';
        set local datestyle = 'ISO, YMD';
        set local intervalstyle = 'postgres'
        """;

    // Nobody makes the first council between our look and our end.
    private const string LockSql = "lock table public.councils in access exclusive mode";

    private const string CouncilsSql = "select name from public.councils order by created_at, id";

    private const string ClearSql = """
        do $$
        declare
            name text;
        begin
            for name in select nspname from pg_namespace where nspname not like 'pg\_%' and nspname <> 'information_schema' loop
                execute format('drop schema %I cascade', name);
            end loop;
            create schema public;
        end
        $$
        """;

    private readonly BackupFile _file;
    private readonly NpgsqlDataSource _owner;
    private readonly Migrator _migrator;
    private readonly int _newest;
    private readonly bool _alone;

    private Restore(BackupFile file, NpgsqlDataSource owner, IReadOnlyList<Migration> migrations, bool alone) =>
        (_file, _owner, _migrator, _newest, _alone) = (file, owner, new Migrator(owner, migrations), migrations.Count, alone);

    private Manifest Manifest => _file.Manifest;

    /// <summary>Whether figures are held against the backup's; not when it has none, or counts by another definition.</summary>
    public static bool ComparesFigures(Manifest manifest) => manifest.Figures.Count > 0 && manifest.Definition == Counting.Definition;

    /// <summary>Says before anything is touched whether this program can restore the file.</summary>
    /// <exception cref="BackupFailed"/>
    public static void CheckKnown(Manifest manifest, IReadOnlyList<Migration>? migrations = null)
    {
        migrations ??= Migration.Embedded;
        if (manifest.Migrations.Count > migrations.Count)
            throw new BackupFailed(
                $"Bản sao lưu do một phiên bản Tracker mới hơn ({manifest.Version}) tạo ra: cấu trúc dữ liệu số {manifest.Migrations.Count}, phiên bản này chỉ biết đến số {migrations.Count}. "
                + "Hãy phục hồi bằng phiên bản đó.");
        foreach (var (theirs, ours) in manifest.Migrations.Zip(migrations))
            if (theirs.Sha256 != ours.Sha256)
                throw new BackupFailed(
                    $"Cấu trúc dữ liệu {theirs.Number:0000}_{theirs.Name} của bản sao lưu khác với của chương trình này. Hãy phục hồi bằng phiên bản đã tạo ra nó ({manifest.Version}).");
    }

    /// <param name="ownerConnectionString">Of the database's owner; no more rights are needed than to migrate.</param>
    /// <param name="alone">The database is the program's own, with nothing else in it: an empty one of a newer schema may be made anew.</param>
    /// <exception cref="BackupFailed">Nothing was changed.</exception>
    public static async Task Into(
        string ownerConnectionString, BackupFile file, bool alone, IReadOnlyList<Migration>? migrations = null, CancellationToken cancel = default)
    {
        migrations ??= Migration.Embedded;
        CheckKnown(file.Manifest, migrations);
        await using var owner = NpgsqlDataSource.Create(ownerConnectionString);
        await using var connection = await owner.OpenConnectionAsync(cancel);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await new Restore(file, owner, migrations, alone).Run(transaction, cancel);
            await transaction.CommitAsync(cancel);
        }
        catch (PostgresException e)
        {
            throw new BackupFailed($"Không phục hồi được, cơ sở dữ liệu báo: {e.MessageText} Không có gì bị thay đổi.", e);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new BackupFailed($"Không phục hồi được, tệp sao lưu không đọc được hết: {e.Message} Không có gì bị thay đổi.", e);
        }
        catch (Exception e) when (e is MigrationFailed or MigrationRefused)
        {
            throw new BackupFailed($"Không phục hồi được, cấu trúc dữ liệu không khớp: {e.Message} Không có gì bị thay đổi.", e);
        }
    }

    private async Task Run(NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var connection = transaction.Connection!;
        await Execute(connection, SettingsSql, cancel);
        await Empty(connection, cancel);
        await _migrator.ApplyWithin(transaction, Manifest.Migrations.Count, cancel);

        var tables = await Catalogue.Tables(connection, cancel);
        CheckTables(tables);
        var opened = await OpenedTables.Open(connection, cancel);
        await Execute(connection, $"truncate {string.Join(", ", tables.Select(t => t.Quoted))}", cancel);
        foreach (var table in tables)
        {
            var saved = Manifest.Tables.Single(t => t.Name == table.Name);
            foreach (var part in saved.Parts)
                await Copy(connection, table, saved, part, cancel);
            await CheckRows(connection, table, saved, cancel);
        }
        await opened.Close(cancel);
        foreach (var (name, last) in Manifest.Sequences)
            await Execute(connection, $"alter sequence public.{Catalogue.Quote(name)} restart with {last + 1}", cancel);

        await _migrator.ApplyWithin(transaction, _newest, cancel);
        await KeepMails(transaction, cancel);
        await Execute(connection, $"analyze {string.Join(", ", (await Catalogue.Tables(connection, cancel)).Select(t => t.Quoted))}", cancel);
        if (ComparesFigures(Manifest))
            await CheckFigures(transaction, cancel);
    }

    private const string UnsentMails = "Bỏ vì khôi phục: thư đang chờ trong bản sao lưu, không rõ sau đó đã gửi chưa.";

    /// <summary>Mails that waited when the backup was made may have gone out since; what is of an earlier day than the restoring isn't sent by itself.</summary>
    private async Task KeepMails(NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var database = new Database(_owner, TimeProvider.System);
        var today = Council.DayOf(database.Now).ToDateTime(TimeOnly.MinValue);
        foreach (var council in Manifest.Councils)
            await new OutboxStore(await Session.Within(transaction, database, council.Id, cancel)).GiveUpOld(new(today, Council.TimeZone.GetUtcOffset(today)), UnsentMails, cancel);
    }

    /// <summary>Makes sure that there is no council, and no newer schema than the backup's.</summary>
    private async Task Empty(NpgsqlConnection connection, CancellationToken cancel)
    {
        var applied = await Catalogue.Migrations(connection, cancel);
        if (applied.Count == 0)
            return;
        await Execute(connection, LockSql, cancel);
        var councils = (await connection.QueryAsync<string>(new CommandDefinition(CouncilsSql, cancellationToken: cancel))).AsList();
        if (councils.Count > 0)
            throw new BackupFailed(
                $"Nơi phục hồi đã có dữ liệu ({string.Join(", ", councils)}), không có gì bị thay đổi. Chỉ phục hồi được vào nơi trống: "
                + "hãy chọn một thư mục dữ liệu mới (--data THƯ_MỤC), hoặc một cơ sở dữ liệu mới trong ConnectionStrings__Tracker.");
        if (applied.Count <= Manifest.Migrations.Count)
            return;
        if (!_alone)
            throw new BackupFailed(
                $"Cơ sở dữ liệu còn trống nhưng đã có cấu trúc số {applied.Count}, mới hơn của bản sao lưu (số {Manifest.Migrations.Count}), không có gì bị thay đổi. "
                + "Hãy tạo một cơ sở dữ liệu mới, chưa chạy Tracker lần nào, rồi phục hồi vào đó.");
        await Execute(connection, ClearSql, cancel);
    }

    private void CheckTables(IReadOnlyList<CatalogueTable> tables)
    {
        var there = tables.Select(t => $"{t.Name}({t.QuotedColumns})").ToHashSet();
        var saved = Manifest.Tables.Select(t => $"{t.Name}({string.Join(", ", t.Columns.Select(Catalogue.Quote))})").ToList();
        if (!there.SetEquals(saved) || saved.Count != there.Count)
            throw new BackupFailed(
                "Bản sao lưu không khớp với cấu trúc dữ liệu mà nó nêu, khác ở: "
                + $"{string.Join("; ", there.Except(saved).Concat(saved.Except(there)))}. Không có gì bị thay đổi.");
    }

    private async Task Copy(NpgsqlConnection connection, CatalogueTable table, BackupTable saved, BackupPart part, CancellationToken cancel)
    {
        await using var content = await _file.Read(part, cancel);
        await using var writer = await connection.BeginTextImportAsync($"copy {table.Quoted} ({string.Join(", ", saved.Columns.Select(Catalogue.Quote))}) from stdin", cancel);
        if ((await Digest.Copy(content, ((StreamWriter)writer).BaseStream, cancel)).Sha256 != part.Sha256)
            throw new IOException($"{part.Entry} reads differently than before.");
    }

    private static async Task CheckRows(NpgsqlConnection connection, CatalogueTable table, BackupTable saved, CancellationToken cancel)
    {
        var council = table.ByCouncil ? "council_id" : "null::uuid";
        var found = (await connection.QueryAsync<(Guid? Council, long Rows)>(new CommandDefinition(
            $"select {council}, count(*) from {table.Quoted} group by 1", commandTimeout: 0, cancellationToken: cancel))).ToHashSet();
        var expected = saved.Parts.Where(p => p.Rows > 0).Select(p => (p.Council, p.Rows)).ToHashSet();
        if (!found.SetEquals(expected))
            throw new BackupFailed(
                $"Bảng {table.Name} phục hồi được {found.Sum(f => f.Rows)} dòng, bản sao lưu ghi {expected.Sum(e => e.Rows)} dòng. Không có gì bị thay đổi.");
    }

    private async Task CheckFigures(NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var database = new Database(_owner, TimeProvider.System);
        var differences = new List<string>();
        foreach (var council in Manifest.Figures.GroupBy(f => f.Council))
        {
            var saved = council.ToArray();
            var now = await FigureSample.Count(await Session.Within(transaction, database, council.Key, cancel), saved, Manifest.Moment, cancel);
            differences.AddRange(
                from pair in saved.Zip(now)
                from figure in pair.First.Counts
                where pair.Second.Counts.GetValueOrDefault(figure.Key) != figure.Value
                select $"{Manifest.Councils.FirstOrDefault(c => c.Id == council.Key)?.Name}, {pair.First.Year}, {pair.First.Origin}, {pair.First.AsOf:dd/MM/yyyy}: "
                    + $"{figure.Key} là {pair.Second.Counts.GetValueOrDefault(figure.Key)}, bản sao lưu ghi {figure.Value}");
        }
        if (differences.Count > 0)
            throw new BackupFailed(
                $"Số liệu tính lại khác với bản sao lưu ở {differences.Count} chỗ, không có gì bị thay đổi. "
                + $"Hãy phục hồi bằng phiên bản đã tạo ra nó ({Manifest.Version}).\n{string.Join('\n', differences.Take(20))}");
    }

    private static Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(sql, commandTimeout: 0, cancellationToken: cancel));
}
