using System.Reflection;
using System.Text.Json;
using Tracker.Domain.Items;

namespace Tracker.Db.Backups;

/// <summary>What a backup holds, and by what a restored database is held against the one it was made of.</summary>
/// <param name="Program">Always <see cref="Ours"/>.</param>
/// <param name="Format">Of the file; see <see cref="CurrentFormat"/>.</param>
/// <param name="Version">Of the program that made it.</param>
/// <param name="Moment">When it was made, whole microseconds: the figures are as known then.</param>
/// <param name="Migrations">All that the database had, 1, 2, 3, …</param>
/// <param name="Sequences">Last number given out, of those that gave out any.</param>
/// <param name="Definition">Of the figures (<see cref="Domain.Figures.Counting.Definition"/>).</param>
/// <param name="Figures">Empty when the database's schema was older than the program that made the backup.</param>
public sealed record Manifest(
    string Program,
    int Format,
    string Version,
    DateTimeOffset Moment,
    IReadOnlyList<BackupMigration> Migrations,
    IReadOnlyList<BackupCouncil> Councils,
    IReadOnlyList<BackupTable> Tables,
    IReadOnlyDictionary<string, long> Sequences,
    int Definition,
    IReadOnlyList<BackupFigures> Figures)
{
    public const string Ours = "Tracker";
    public const int CurrentFormat = 1;

    internal const string Entry = "manifest.json";

    /// <summary>Holds the manifest's own SHA-256.</summary>
    internal const string HashEntry = "manifest.sha256";

    internal static readonly JsonSerializerOptions Json = new(Database.Json)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    internal static string ThisVersion { get; } =
        typeof(Manifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?";

    /// <summary>Rows of all tables together.</summary>
    public long Rows => Tables.Sum(t => t.Parts.Sum(p => p.Rows));
}

public sealed record BackupMigration(int Number, string Name, string Sha256);

public sealed record BackupCouncil(Guid Id, string Name);

/// <param name="Columns">In the order of the data; columns that the database computes are not among them.</param>
/// <param name="Parts">One for each council, or one alone of a table that belongs to none.</param>
public sealed record BackupTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<BackupPart> Parts);

/// <summary>Rows in PostgreSQL's text format of COPY.</summary>
/// <param name="Bytes">Unpacked.</param>
public sealed record BackupPart(string Entry, long Rows, long Bytes, string Sha256, Guid? Council = null);

/// <summary>The figures of one scope as of a day, as known at the backup's moment, by their names in the API.</summary>
public sealed record BackupFigures(Guid Council, int Year, Origin Origin, DateOnly AsOf, IReadOnlyDictionary<string, int> Counts, Guid? Programme = null);
