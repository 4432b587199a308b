using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Tracker.Db;

/// <summary>One numbered step of the schema. Numbers run 1, 2, 3, …; once released, its SQL never changes.</summary>
public sealed partial record Migration(int Number, string Name, string Sql)
{
    /// <summary>The migrations shipped inside this assembly, in number order; empty when there are none.</summary>
    public static IReadOnlyList<Migration> Embedded { get; } = ReadEmbedded();

    /// <summary>SHA-256 of the SQL in lower-case hex, the same whatever line endings a checkout gave the file.</summary>
    public string Sha256 => Hash(Sql);

    public override string ToString() => $"{Number:0000}_{Name}";

    private static string Hash(string sql) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql.ReplaceLineEndings("\n"))));

    private static Migration[] ReadEmbedded()
    {
        var assembly = typeof(Migration).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("migrations/", StringComparison.Ordinal))
            .Select(name =>
            {
                var parts = ResourceName().Match(name);
                if (!parts.Success)
                    throw new MigrationRefused($"{name} is not named like migrations/0001_what_it_does.sql.");
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
                return new Migration(int.Parse(parts.Groups[1].ValueSpan), parts.Groups[2].Value, reader.ReadToEnd());
            })
            .OrderBy(migration => migration.Number)];
    }

    [GeneratedRegex("^migrations/([0-9]{4})_([A-Za-z0-9_-]+)\\.sql$")]
    private static partial Regex ResourceName();
}

/// <summary>The migrations of the program and those of the database don't fit together; nothing was changed.</summary>
public sealed class MigrationRefused(string message) : Exception(message);

/// <summary>A migration's SQL failed; its transaction was rolled back, those before it stay applied.</summary>
public sealed class MigrationFailed(string message, Exception inner) : Exception(message, inner);
