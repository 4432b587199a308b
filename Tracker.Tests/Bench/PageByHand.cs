using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
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

    private static readonly HtmlEncoder s_html = HtmlEncoder.Create(UnicodeRanges.All);

    public static async Task<WebApplication> Start(NpgsqlDataSource source)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/json", context => Answer(source, context, Json));
        app.MapGet("/html", context => Answer(source, context, Html));
        await app.StartAsync();
        return app;
    }

    private static async Task Answer(NpgsqlDataSource source, HttpContext context, Func<NpgsqlDataReader, Dictionary<Guid, string>, string, HttpResponse, Task> write)
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
        await write(rows, units, day.ToString("O"), context.Response);
    }

    private static async Task Json(NpgsqlDataReader rows, Dictionary<Guid, string> units, string asOf, HttpResponse response)
    {
        response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(response.BodyWriter, s_json);
        var total = 0;
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

    private static async Task Html(NpgsqlDataReader rows, Dictionary<Guid, string> units, string asOf, HttpResponse response)
    {
        response.ContentType = "text/html; charset=utf-8";
        var html = new StringBuilder("<!doctype html><html lang=\"vi\"><head><title>nội dung</title></head><body><table>");
        while (await rows.ReadAsync())
        {
            html.Append("<tr><td class=\"n tt\">").Append(Text(5)).Append("</td><td class=\"title\"><a class=\"what\" href=\"/nhiem-vu/").Append(rows.GetGuid(0)).Append("?asOf=").Append(asOf)
                .Append("\">").Append(Text(7)).Append("</a></td><td class=\"unit\">").Append(Text(9)).Append("<div class=\"meta\">phối hợp: ")
                .AppendJoin("; ", rows.GetFieldValue<Guid[]>(10).Select(u => s_html.Encode(units[u]))).Append("</div></td><td class=\"time\">").Append(Text(22))
                .Append("<div class=\"meta\"><span class=\"nw\">hạn ").Append(Day(24)).Append("</span> <span class=\"nw\">hạn ban đầu <s>").Append(Day(25))
                .Append("</s></span></div></td><td class=\"deliverable\">").Append(Text(13)).Append("</td><td class=\"state\"><span class=\"tag\">").Append(Text(21))
                .Append("</span><span class=\"nw meta\">").Append(Day(27)).Append("</span><div class=\"meta\">").Append(Text(28)).Append("</div></td></tr>");
        }
        await response.WriteAsync(html.Append("</table></body></html>").ToString());

        string Text(int column) => rows.IsDBNull(column) ? "" : s_html.Encode(rows.GetString(column));
        string Day(int column) => rows.IsDBNull(column) ? "" : rows.GetFieldValue<DateOnly>(column).ToString("dd/MM/yyyy");
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
