using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Tracker.Tests.Bench;

/// <summary>The floor of a page: one query and one writer, with nothing around them but the web server.</summary>
internal static class PageByHand
{
    private const string Sql = """
        select
            s.item_id, i.version, s.programme_id, s.origin, s.year, s.number, s.group_name, s.title, s.lead_unit_id, u.name, s.cooperating_unit_ids,
            s.responsible_leader, s.officer, s.deliverable, s.activity_kind, s.note, s.source, s.membership, s.member_from, s.ending, s.ended_on, s.state,
            s.time_phrase, s.start_on, s.due_on, s.first_due_on, s.due_provisional, s.completed_on, s.result_document, s.reason
        from item_spans s
        join items i on i.council_id = s.council_id and i.id = s.item_id
        join units u on u.council_id = s.council_id and u.id = s.lead_unit_id
        where s.council_id = $1
            and s.programme_id = $2
            and s.year = $3
            and s.origin = 'programme'
            and s.from_on <= $4
            and s.to_on > $4
            and s.known_from <= $5
            and s.known_to > $5
        order by s.position
        """;

    private const string UnitsSql = "select id, name from units where council_id = $1";

    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static async Task<WebApplication> Start(NpgsqlDataSource source)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/", context => Answer(source, context));
        await app.StartAsync();
        return app;
    }

    private static async Task Answer(NpgsqlDataSource source, HttpContext context)
    {
        var ask = context.Request.Query;
        var (council, day) = (Guid.Parse(ask["council"]!), DateOnly.Parse(ask["asOf"]!));
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(UnitsSql) { Parameters = { new() { Value = council } } },
                new(Sql) { Parameters = { new() { Value = council }, new() { Value = Guid.Parse(ask["programme"]!) }, new() { Value = day.Year }, new() { Value = day }, new() { Value = DateTime.UtcNow } } },
            },
        };
        await using var rows = await batch.ExecuteReaderAsync();
        var units = new Dictionary<Guid, string>();
        while (await rows.ReadAsync())
            units.Add(rows.GetGuid(0), rows.GetString(1));
        await rows.NextResultAsync();

        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, s_json);
        var (total, asOf) = (0, day.ToString("O"));
        json.WriteStartObject();
        json.WriteStartArray("items");
        for (; await rows.ReadAsync(); total++)
            Write(json, rows, units, asOf);
        json.WriteEndArray();
        json.WriteNumber("total", total);
        json.WriteNumber("page", 1);
        json.WriteNumber("pageSize", 1000);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, NpgsqlDataReader row, Dictionary<Guid, string> units, string asOf)
    {
        json.WriteStartObject();
        json.WriteString("id", row.GetGuid(0));
        json.WriteNumber("version", row.GetInt32(1));
        json.WriteString("programme", row.GetGuid(2));
        json.WriteString("origin", row.GetString(3));
        json.WriteNumber("year", row.GetInt32(4));
        json.WriteString("number", row.GetString(5));
        json.WriteString("group", row.GetString(6));
        json.WriteString("title", row.GetString(7));
        json.WriteStartObject("leadUnit");
        json.WriteString("id", row.GetGuid(8));
        json.WriteString("name", row.GetString(9));
        json.WriteEndObject();
        json.WriteStartArray("cooperatingUnits");
        foreach (var unit in row.GetFieldValue<Guid[]>(10))
        {
            json.WriteStartObject();
            json.WriteString("id", unit);
            json.WriteString("name", units[unit]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Text("responsibleLeader", 11);
        Text("officer", 12);
        Text("deliverable", 13);
        Text("activityKind", 14);
        Text("note", 15);
        Text("source", 16);
        Text("membership", 17);
        Day("memberFrom", 18);
        Text("ending", 19);
        Day("endedOn", 20);
        Text("status", 21);
        json.WriteString("timeliness", row.IsDBNull(27) ? "notDue" : "onTime");
        Text("timePhrase", 22);
        Day("startOn", 23);
        Day("dueOn", 24);
        Day("firstDueOn", 25);
        json.WriteBoolean("dueProvisional", row.GetBoolean(26));
        json.WriteNull("daysOverdue");
        Day("completedOn", 27);
        Text("resultDocument", 28);
        Text("reason", 29);
        json.WriteString("asOf", asOf);
        json.WriteString("knownAt", DateTime.UtcNow);
        json.WriteEndObject();

        void Text(string name, int column)
        {
            if (row.IsDBNull(column)) json.WriteNull(name);
            else json.WriteString(name, row.GetString(column));
        }

        void Day(string name, int column)
        {
            if (row.IsDBNull(column)) json.WriteNull(name);
            else json.WriteString(name, row.GetFieldValue<DateOnly>(column).ToString("O"));
        }
    }
}
