using System.Data;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Npgsql;

namespace Tracker.Db;

/// <summary>The serving side of the database: connections of the lesser role, which see nothing until a council is named.</summary>
public sealed class Database(NpgsqlDataSource serving, TimeProvider clock)
{
    static Database()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.AddTypeHandler(new DayHandler());
        SqlMapper.AddTypeHandler(new IdsHandler());
    }

    /// <summary>How values travel as JSON into set-based statements, and how changes are stored.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Rows of a table as JSON: names as the columns are called.</summary>
    public static JsonSerializerOptions Rows { get; } = new(Json) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public NpgsqlDataSource Serving { get; } = serving;

    public TimeProvider Clock { get; } = clock;

    /// <summary>The moment it is, as the database can keep it: whole microseconds, UTC.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = Clock.GetUtcNow();
            return new(now.Ticks - now.Ticks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
        }
    }

    /// <summary>A transaction in which one council's rows can be seen; nothing is sent before the first statement.</summary>
    public Session Open(Guid council) => new(this, council);

    /// <summary>The same to read only: everything is seen as it was at the first statement, so figures and lists of one answer agree.</summary>
    public Session OpenSnapshot(Guid council) => new(this, council, IsolationLevel.RepeatableRead);

    /// <summary>Opens a connection and does the first thing on it. After the server was away every pooled connection is dead, so if that
    /// fails, everything pooled is dropped and it is done once more; <paramref name="first"/> must not have changed anything by then.</summary>
    internal async Task<(NpgsqlConnection Connection, T First)> Connect<T>(Func<NpgsqlConnection, Task<T>> first, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            NpgsqlConnection? connection = null;
            try
            {
                connection = await Serving.OpenConnectionAsync(cancel);
                return (connection, await first(connection));
            }
            catch (Exception e)
            {
                if (connection is not null)
                    await connection.DisposeAsync();
                if (attempt > 1 || e is not NpgsqlException { IsTransient: true } and not PostgresException { SqlState: "57P01" })
                    throw;
                Serving.Clear();
            }
        }
    }

    /// <summary>Reads without a council: only what stands outside row-level security.</summary>
    internal async Task<IReadOnlyList<T>> Query<T>(string sql, object? arguments, CancellationToken cancel)
    {
        var (connection, rows) = await Connect(async c => (await c.QueryAsync<T>(new CommandDefinition(sql, arguments, cancellationToken: cancel))).AsList(), cancel);
        await connection.DisposeAsync();
        return rows;
    }

    /// <summary>Writes without a council: only what stands outside row-level security. Several statements are one transaction.</summary>
    internal async Task Execute(string sql, object? arguments, CancellationToken cancel)
    {
        var (connection, _) = await Connect(c => c.ExecuteAsync(new CommandDefinition(sql, arguments, cancellationToken: cancel)), cancel);
        await connection.DisposeAsync();
    }

    /// <summary>Connection string for <see cref="Serving"/> from the owner's: the lesser role, and statements planned once for a connection,
    /// since planning takes longer than running them and no value decides which index serves. Nothing is set beyond a transaction, so nothing needs resetting.</summary>
    public static string ServingConnectionString(string owner)
    {
        var settings = new NpgsqlConnectionStringBuilder(owner)
        {
            Options = "-c role=tracker_app -c plan_cache_mode=force_generic_plan -c timezone=UTC",
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
        };
        return settings.ConnectionString;
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => new(DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc));
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.ToUniversalTime();
    }

    private sealed class DayHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) => value is DateOnly day ? day : DateOnly.FromDateTime((DateTime)value);
        public override void SetValue(IDbDataParameter parameter, DateOnly value) => parameter.Value = value;
    }

    private sealed class IdsHandler : SqlMapper.TypeHandler<IReadOnlyList<Guid>>
    {
        public override IReadOnlyList<Guid> Parse(object value) => (Guid[])value;
        public override void SetValue(IDbDataParameter parameter, IReadOnlyList<Guid>? value) => parameter.Value = value?.ToArray();
    }
}
