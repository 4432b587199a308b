using Tracker.Api.Accounts;
using Tracker.Api.Figures;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Domain;
using Tracker.Domain.Accounts;
using Tracker.Domain.Items;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Api.Items;

/// <summary>A sheet of empty rows for several new items.</summary>
/// <param name="Rows">How many rows it has.</param>
public sealed record EntrySheet(PageFrame Frame, Origin Origin, IReadOnlyList<Unit> Units, int Rows);

/// <summary>Several new items at once, a row each, as in a worksheet: all of them are recorded or none.</summary>
public sealed class QuickEntry(PageFrames frames, PageForms forms, ItemMaking making, Ask ask, Typed typed, IHttpContextAccessor http)
{
    public const string Form = "nhap";
    private const int UsualRows = 8;
    private const int MostRows = 200;

    /// <summary>Columns of a row: names of fields, each followed by the row's number.</summary>
    public static IReadOnlyList<string> Columns(Origin origin) => origin == Origin.Adhoc
        ? ["title", "leadUnit", "cooperatingUnits", "timePhrase", "on", "source"]
        : ["number", "group", "title", "leadUnit", "cooperatingUnits", "timePhrase", "deliverable"];

    public static void Map(IEndpointRouteBuilder pages)
    {
        foreach (var origin in new[] { Origin.Programme, Origin.Adhoc })
        {
            var path = PathOf(origin);
            pages.MapGet(path, (QuickEntry entry, CancellationToken cancel) => entry.Show(origin, cancel)).RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes);
            pages.MapPost(path, (QuickEntry entry, CancellationToken cancel) => entry.Send(origin, cancel)).RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes);
        }
    }

    public static string PathOf(Origin origin) => PageFrame.PathOf(origin) + "/nhap";

    public async Task<IResult> Show(Origin origin, CancellationToken cancel)
    {
        var frame = await frames.Read(origin == Origin.Adhoc ? Place.Adhoc : Place.Programme, cancel);
        if (origin == Origin.Programme && frame.Programme is null)
            return PageEndpoints.Show<NoProgrammePage, NoProgramme>(http.HttpContext!.Response, new(frame, false));
        var rows = Math.Max(Math.Clamp(ask.Number("rows") ?? UsualRows, 1, MostRows), typed.Is(Form) ? LastRow(typed.Fields) + 1 : 0);
        return PageEndpoints.Show<QuickEntryPage, EntrySheet>(http.HttpContext!.Response, new(frame, origin, [.. (await ask.Units(cancel)).Where(u => u.ValidTo is null)], rows));
    }

    private Task<IResult> Send(Origin origin, CancellationToken cancel) => forms.Send(PathOf(origin), async fields =>
    {
        var frame = await frames.Read(origin == Origin.Adhoc ? Place.Adhoc : Place.Programme, cancel);
        if (LastRow(fields) >= MostRows)
            throw Refused.BadRequest("too-many-rows", $"Mỗi lần ghi được nhiều nhất {MostRows} dòng; ở đây có đến dòng {LastRow(fields) + 1}. Chưa dòng nào được ghi: hãy bỏ bớt rồi ghi làm nhiều lần, hoặc nhập bằng tệp Excel.");
        var wrong = new Dictionary<string, string[]>();
        var plans = new List<ItemPlan>();
        for (var row = 0; row <= LastRow(fields); row++)
        {
            if (Columns(origin).All(c => fields.Text($"{c}.{row}") is null))
                continue;
            try
            {
                plans.Add(await making.Plan(Request(origin, frame, fields, row), cancel));
            }
            catch (Exception e) when (e is Refused { Status: < 500 } or RuleBroken)
            {
                foreach (var (name, sentences) in Complaints(e))
                    wrong[$"{(Columns(origin).Contains(name) ? name : "title")}.{row}"] = sentences;
            }
        }
        if (wrong.Count > 0)
            throw new Refused(400, "invalid", $"Có {wrong.Count} chỗ cần sửa, ghi dưới từng ô. Chưa dòng nào được ghi; hãy sửa rồi ghi lại.") { Extensions = new() { ["errors"] = wrong } };
        if (plans.Count == 0)
            throw Refused.BadRequest("nothing-typed", "Chưa có dòng nào được nhập. Hãy gõ ít nhất nội dung và cơ quan chủ trì của một dòng.");
        await making.Record(plans, cancel);
        return new($"Đã ghi {plans.Count} {origin.Noun()}.", frame.To(PageFrame.PathOf(origin)));
    }, () => Show(origin, cancel));

    private static NewItemRequest Request(Origin origin, PageFrame frame, Fields fields, int row)
    {
        string? Text(string name) => fields.Text($"{name}.{row}");
        return new(Text("title") ?? "", Text("leadUnit") ?? "", origin, origin == Origin.Programme ? frame.Programme?.Id : null,
            Text("cooperatingUnits")?.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), Deliverable: Text("deliverable"), Number: Text("number"), Group: Text("group"), TimePhrase: Text("timePhrase"),
            On: origin == Origin.Adhoc ? fields.Day($"on.{row}") ?? fields.Day("on") : fields.Day("on"),
            Document: fields.Text("document"), Source: Text("source") ?? fields.Text("source"));
    }

    private static IEnumerable<KeyValuePair<string, string[]>> Complaints(Exception e) =>
        e is Refused refused && refused.Extensions.TryGetValue("errors", out var errors) && errors is IDictionary<string, string[]> byField
            ? byField.Select(f => KeyValuePair.Create(f.Key.Split('.')[0], f.Value))
            : [KeyValuePair.Create("title", new[] { e.Message })];

    /// <summary>The last row in which something was typed; there are never more rows than fields.</summary>
    private static int LastRow(Fields fields) => Math.Min(fields.All.Count, fields.All.Where(f => f.Value.Length > 0).Select(f => f.Key.Split('.'))
        .Where(k => k.Length == 2).Select(k => int.TryParse(k[1], out var row) ? row : -1).DefaultIfEmpty(-1).Max());
}
