using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Domain;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Text;

namespace Tracker.Api.Programmes;

/// <summary>Lines of amendments and of proposals as forms bring them.</summary>
public sealed class AmendmentLines(AmendmentWriting writing, Items.ItemMaking making, Session session)
{
    public const int MostPieces = 6;
    public const int MostRows = 200;

    /// <summary>Of a row to paste into.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["action", "number", "title", "leadUnit", "cooperatingUnits", "responsibleLeader", "timePhrase", "deliverable", "group"];

    /// <summary>The line that a form asks for, checked against the programme as it is now.</summary>
    /// <exception cref="Refused">Sentences for each field that won't do.</exception>
    public async Task<AmendmentLine> Read(Programme programme, AmendmentPaper paper, Fields fields, CancellationToken cancel)
    {
        var action = fields.Choice<AmendmentAction>("action") ?? throw Refused.Field("action", "Hãy chọn việc cần làm.");
        var line = new AmendmentLine
        {
            Action = action, Items = Items(fields), DueOn = action == AmendmentAction.Extend ? fields.Day("dueOn") ?? throw Refused.Field("dueOn", "Hãy ghi thời hạn mới.") : null,
            Occurrence = action == AmendmentAction.Extend ? fields.Number("occurrence") : null, Reason = fields.Text("reason"), Proposal = fields.Id("proposal"),
        };
        if (action is AmendmentAction.Add or AmendmentAction.Split or AmendmentAction.Merge)
            line = line with { Contents = await Contents(programme, line, fields, cancel) };
        if ((await writing.Preview(programme, paper, [line], cancel)).Lines[0].Problem is { } problem)
            throw new RuleBroken(problem, "line-refused");
        return line;
    }

    public static IReadOnlyList<Guid> Items(Fields fields) => [.. fields.Several("item").Select(t => Guid.TryParse(t, out var id) ? id : (Guid?)null).OfType<Guid>().Distinct()];

    private async Task<IReadOnlyList<AmendmentContent>> Contents(Programme programme, AmendmentLine line, Fields fields, CancellationToken cancel)
    {
        var contents = new List<AmendmentContent>();
        var wrong = new Dictionary<string, string[]>();
        for (var n = 0; n < (line.Action == AmendmentAction.Split ? MostPieces : 1); n++)
        {
            if (line.Action == AmendmentAction.Split && new[] { "title", "timePhrase", "deliverable", "number" }.All(f => fields.Text($"{f}.{n}") is null))
                continue;
            var content = Content(fields, n);
            try
            {
                if (line.Action == AmendmentAction.Add && content.LeadUnit is null)
                    throw Refused.Field("leadUnit", "Mỗi nội dung phải có một cơ quan chủ trì.");
                await writing.Check(programme, line with { Contents = [content] }, cancel);
                contents.Add(content);
            }
            catch (Exception e) when (e is Refused { Status: < 500 } or RuleBroken)
            {
                foreach (var (name, sentences) in Complaints(e))
                    wrong[$"{name}.{n}"] = sentences;
            }
        }
        return wrong.Count == 0 ? contents : throw Several(wrong);
    }

    private static AmendmentContent Content(Fields fields, int n) => new(
        fields.Text($"title.{n}") ?? "", fields.Text($"leadUnit.{n}"), Units(fields.Text($"cooperatingUnits.{n}")), fields.Text($"timePhrase.{n}"), null, fields.Text($"deliverable.{n}"),
        fields.Text($"responsibleLeader.{n}"), Number: fields.Text($"number.{n}"), Group: fields.Text($"group.{n}"));

    /// <summary>What the form has no field for stays as it came.</summary>
    public static AmendmentContent Keeping(AmendmentContent typed, AmendmentContent before) => typed with { Officer = before.Officer, Note = before.Note, ActivityKind = before.ActivityKind };

    private static string[]? Units(string? text) => text?.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Rows pasted from a worksheet: what is done stands in the first column; what isn't added is found in the programme by its content, or by its number where none is given.</summary>
    public async Task<IReadOnlyList<AmendmentLine>> Rows(Programme programme, AmendmentPaper paper, Fields fields, CancellationToken cancel)
    {
        if (LastRow(fields) >= MostRows)
            throw Refused.BadRequest("too-many-rows", $"Mỗi lần thêm được nhiều nhất {MostRows} dòng. Chưa dòng nào được thêm: hãy bỏ bớt rồi thêm làm nhiều lần.");
        var items = (await new ItemStore(session).List(new() { Scopes = [new(programme.Year, Origin.Programme, programme.Id)], Figures = [Domain.Figures.Figure.Total], PageSize = int.MaxValue }, new(Viewpoint.LastDay, session.Now), cancel)).Items;
        var lines = new List<AmendmentLine>();
        var wrong = new Dictionary<string, string[]>();
        for (var n = 0; n <= LastRow(fields); n++)
        {
            if (Columns.All(c => fields.Text($"{c}.{n}") is null))
                continue;
            try
            {
                var line = await Row(fields, n);
                if ((await writing.Preview(programme, paper, [line], cancel)).Lines[0].Problem is { } problem)
                    throw Refused.Field("title", problem);
                await writing.Check(programme, line, cancel);
                lines.Add(line);
            }
            catch (Exception e) when (e is Refused { Status: < 500 } or RuleBroken)
            {
                foreach (var (name, sentences) in Complaints(e))
                    wrong[$"{(Columns.Contains(name) ? name : "title")}.{n}"] = sentences;
            }
        }
        if (wrong.Count > 0)
            throw Several(wrong);
        return lines.Count > 0 ? lines : throw Refused.BadRequest("nothing-typed", "Chưa có dòng nào được nhập. Hãy gõ, hoặc chép từ Excel rồi dán vào ô đầu tiên.");

        async Task<AmendmentLine> Row(Fields all, int n)
        {
            var action = VietnameseText.Fold(all.Text($"action.{n}")) switch
            {
                "" or "bo sung" or "them" or "bo sung moi" => AmendmentAction.Add,
                "dua ra" or "dua ra khoi chuong trinh" or "rut" or "khong thuc hien" => AmendmentAction.Withdraw,
                "gia han" or "dieu chinh thoi gian" or "lui thoi han" => AmendmentAction.Extend,
                _ => throw Refused.Field("action", "Hãy ghi “Bổ sung”, “Đưa ra” hoặc “Gia hạn”. Tách, gộp thì chọn từ danh sách của chương trình."),
            };
            var content = Content(all, n);
            if (action == AmendmentAction.Add)
                return content.LeadUnit is null ? throw Refused.Field("leadUnit", "Mỗi nội dung phải có một cơ quan chủ trì.") : new() { Action = action, Contents = [content] };
            var (key, number) = (VietnameseText.TitleKey(content.Title), content.Number);
            ItemRow[] found = [.. items.Where(i => key.Length > 0 ? VietnameseText.TitleKey(i.Facts.Title) == key : number is not null && i.Facts.Number == number)];
            if (found.Length > 1 && number is not null)
                found = [.. found.Where(i => i.Facts.Number == number)];
            if (found is not [var item])
                throw Refused.Field(key.Length > 0 ? "title" : "number", found.Length == 0
                    ? "Không có nội dung này trong chương trình. Hãy chép đúng nội dung như trong chương trình."
                    : "Có nhiều nội dung như vậy trong chương trình. Hãy ghi cả TT và nội dung, hoặc chọn từ danh sách.");
            return action == AmendmentAction.Withdraw
                ? new() { Action = action, Items = [item.Id] }
                : new()
                {
                    Action = action, Items = [item.Id],
                    DueOn = (await making.Schedule(content.TimePhrase, null, programme.Year, cancel)).ToArray() is [{ DueOn: { } due }] ? due
                        : throw Refused.Field("timePhrase", "Hãy ghi một thời hạn mới, ví dụ 30/11/2026 hoặc Tháng 11."),
                };
        }
    }

    public static int LastRow(Fields fields) => Math.Min(fields.All.Count, fields.All.Where(f => f.Value.Length > 0).Select(f => f.Key.Split('.'))
        .Where(k => k.Length == 2).Select(k => int.TryParse(k[1], out var row) ? row : -1).DefaultIfEmpty(-1).Max());

    private static Refused Several(Dictionary<string, string[]> wrong) =>
        new(400, "invalid", $"Có {wrong.Count} chỗ cần sửa, ghi dưới từng ô. Chưa có gì được ghi; hãy sửa rồi gửi lại.") { Extensions = new() { ["errors"] = wrong } };

    private static IEnumerable<KeyValuePair<string, string[]>> Complaints(Exception e) =>
        e is Refused refused && refused.Extensions.TryGetValue("errors", out var errors) && errors is IDictionary<string, string[]> byField
            ? byField.Select(f => KeyValuePair.Create(f.Key.Split('.')[0], f.Value))
            : [KeyValuePair.Create("title", new[] { e.Message })];

    /// <summary>Titles of the items that lines name, as they stand.</summary>
    public async Task<IReadOnlyDictionary<Guid, ItemFacts>> Named(IEnumerable<AmendmentLine> lines, CancellationToken cancel)
    {
        var named = new Dictionary<Guid, ItemFacts>();
        var histories = await new ItemStore(session).Histories([.. lines.SelectMany(l => l.Items).Distinct()], cancel);
        foreach (var history in histories)
            if (new ItemHistory(history.Select(e => e.Entry)).At(Viewpoint.LastDay, session.Now) is { } facts)
                named[history.Key] = facts;
        return named;
    }

}
