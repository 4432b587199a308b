using Tracker.Api.Imports;
using Tracker.Api.Items;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Domain.Figures;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Text;

namespace Tracker.Api.Programmes;

/// <summary>
/// Lines of an amendment, as rows: what is done stands in the first column; what isn't added is found in the programme by its content, or by its number where none is given.
/// Rows that follow one another and name the same old content are one split, those that name the same new one are one merge.
/// </summary>
/// <param name="save">What becomes of the lines when all of them will do.</param>
public sealed class AmendmentRows(Programme programme, AmendmentPaper paper, AmendmentWriting writing, ItemMaking making, Session session, Func<IReadOnlyList<AmendmentLine>, Task> save)
    : RowList<AmendmentLine>(Lists.AmendmentLines)
{
    private IReadOnlyList<ItemRow>? _items;

    /// <summary>A split or a merge whose rows are still coming.</summary>
    private sealed record Open(int Place, AmendmentLine Line)
    {
        public string Into => Line.Contents[^1].Title;

        public bool IsSplit => Line.Action == AmendmentAction.Split;
    }

    public override async Task<IReadOnlyList<RowRequest<AmendmentLine>>> Requests(IReadOnlyList<(int Place, Fields Row)> rows, RowComplaints wrong, CancellationToken cancel)
    {
        var requests = new List<RowRequest<AmendmentLine>>();
        Open? open = null;
        foreach (var (place, row) in rows)
        {
            try
            {
                var action = Action(row, open);
                if (open is not null && await Continued(open, action, row, cancel) is { } longer)
                {
                    open = longer;
                    continue;
                }
                Close();
                if (action is AmendmentAction.Split or AmendmentAction.Merge)
                    open = new(place, new() { Action = action, Items = [(await Item(row, cancel)).Id], Contents = [Made(row)] });
                else
                    requests.AddRange((await Of(row, cancel)).Select(l => new RowRequest<AmendmentLine>(place, l)));
            }
            catch (Exception e) when (Several.IsSaid(e))
            {
                Close();
                wrong.Add(place, e);
            }
        }
        Close();
        return requests;

        void Close()
        {
            if (open is { IsSplit: true, Line.Contents.Count: < 2 })
                wrong.Add(open.Place, "into", "Tách phải thành ít nhất hai nội dung: mỗi nội dung mới một dòng liền nhau, cùng nội dung hiện nay. Cũng có thể chọn từ danh sách của chương trình.");
            else if (open is { IsSplit: false, Line.Items.Count: < 2 })
                wrong.Add(open.Place, "into", "Gộp cần ít nhất hai nội dung hiện nay: mỗi nội dung một dòng liền nhau, cùng nội dung sau khi gộp. Cũng có thể chọn từ danh sách của chương trình.");
            else if (open is not null)
                requests.Add(new(open.Place, open.Line));
            open = null;
        }
    }

    protected override async Task<IReadOnlyList<AmendmentLine>> Of(Fields row, CancellationToken cancel)
    {
        var action = Action(row, null);
        if (action == AmendmentAction.Add)
        {
            Check(
                ("leadUnit", row.Text("leadUnit") is null ? "Mỗi nội dung phải có một cơ quan chủ trì." : null),
                ("into", row.Text("into") is null ? null : "Cột này chỉ ghi khi tách hoặc gộp. Hãy ghi “Tách” hoặc “Gộp” ở cột đầu, hoặc xóa ô này."));
            return [new() { Action = action, Contents = [Content(row, row.Text("title") ?? "", row.Text("number"))] }];
        }
        var item = await Item(row, cancel);
        return action == AmendmentAction.Withdraw
            ? [new() { Action = action, Items = [item.Id] }]
            : [new() { Action = action, Items = [item.Id], DueOn = await NewDay(row, cancel) }];
    }

    /// <summary>Each line by itself, as the programme is now; then they are kept.</summary>
    public override async Task<string> Record(IReadOnlyList<AmendmentLine> requests, CancellationToken cancel)
    {
        var lines = await Several.Each(requests, Shape.MostRows, async line =>
        {
            if ((await writing.Preview(programme, paper, [line], cancel)).Lines[0].Problem is { } problem)
                throw Refused.Field("title", problem);
            await writing.Check(programme, line, cancel);
            return line;
        });
        await save(lines);
        return $"Đã đưa {lines.Count} dòng vào dự thảo.";
    }

    /// <summary>What the row does; a row that says nothing and only a new content goes on with the split or merge above it.</summary>
    private static AmendmentAction Action(Fields row, Open? open) => VietnameseText.Fold(row.Text("action")) switch
    {
        "" when open is not null && row.Text("into") is not null => open.Line.Action,
        "" or "bo sung" or "them" or "bo sung moi" => AmendmentAction.Add,
        "dua ra" or "dua ra khoi chuong trinh" or "rut" or "khong thuc hien" => AmendmentAction.Withdraw,
        "gia han" or "dieu chinh thoi gian" or "lui thoi han" => AmendmentAction.Extend,
        "tach" or "tach noi dung" => AmendmentAction.Split,
        "gop" or "gop noi dung" or "ghep" => AmendmentAction.Merge,
        _ => throw Refused.Field("action", "Hãy ghi “Bổ sung”, “Đưa ra”, “Gia hạn”, “Tách” hoặc “Gộp”."),
    };

    /// <summary>The split or merge with this row in it; null when the row begins something else.</summary>
    private async Task<Open?> Continued(Open open, AmendmentAction action, Fields row, CancellationToken cancel)
    {
        if (action != open.Line.Action)
            return null;
        if (open.IsSplit)
        {
            var item = row.Text("title") is null && row.Text("number") is null ? open.Line.Items[0] : (await Item(row, cancel)).Id;
            return item == open.Line.Items[0] ? open with { Line = open.Line with { Contents = [.. open.Line.Contents, Made(row)] } } : null;
        }
        if (row.Text("into") is { } into && VietnameseText.TitleKey(into) != VietnameseText.TitleKey(open.Into))
            return null;
        var merged = await Item(row, cancel);
        var first = open.Line.Contents[0];
        // Whose lead and time those of a later row would be can't be told.
        Check(
            ("leadUnit", Differs(row.Text("leadUnit"), first.LeadUnit)), ("timePhrase", Differs(row.Text("timePhrase"), first.TimePhrase)), ("deliverable", Differs(row.Text("deliverable"), first.Deliverable)),
            ("title", open.Line.Items.Contains(merged.Id) ? "Nội dung này đã có ở dòng trên." : null));
        return open with { Line = open.Line with { Items = [.. open.Line.Items, merged.Id] } };
    }

    private static string? Differs(string? said, string? first) => said is null || VietnameseText.TitleKey(said) == VietnameseText.TitleKey(first) ? null : "Của nội dung sau khi gộp thì ghi ở dòng đầu; hãy để trống ô này.";

    private static AmendmentContent Made(Fields row) =>
        Content(row, row.Text("into") ?? throw Refused.Field("into", "Hãy ghi nội dung sau khi tách, gộp ở cột này; hoặc chọn từ danh sách của chương trình."), null);

    private static AmendmentContent Content(Fields row, string title, string? number) => new(
        title, row.Text("leadUnit"), Names(row.Text("cooperatingUnits")), row.Text("timePhrase"), null, row.Text("deliverable"), row.Text("responsibleLeader"),
        row.Text("officer"), null, row.Text("note"), number, row.Text("group"));

    private async Task<DateOnly> NewDay(Fields row, CancellationToken cancel) => (await making.Schedule(row.Text("timePhrase"), null, programme.Year, cancel)).ToArray() is [{ DueOn: { } due }] ? due
        : throw Refused.Field("timePhrase", "Hãy ghi một thời hạn mới, ví dụ 30/11/2026 hoặc Tháng 11.");

    private async Task<ItemRow> Item(Fields row, CancellationToken cancel)
    {
        _items ??= (await new ItemStore(session).List(
            new() { Scopes = [new(programme.Year, Origin.Programme, programme.Id)], Figures = [Figure.Total], PageSize = int.MaxValue }, new(Viewpoint.LastDay, session.Now), cancel)).Items;
        var (key, number) = (VietnameseText.TitleKey(row.Text("title")), row.Text("number"));
        ItemRow[] found = [.. _items.Where(i => key.Length > 0 ? VietnameseText.TitleKey(i.Facts.Title) == key : number is not null && i.Facts.Number == number)];
        if (found.Length > 1 && number is not null)
            found = [.. found.Where(i => i.Facts.Number == number)];
        return found is [var item] ? item : throw Refused.Field(key.Length > 0 ? "title" : "number", found.Length == 0
            ? "Không có nội dung này trong chương trình. Hãy chép đúng nội dung như trong chương trình."
            : "Có nhiều nội dung như vậy trong chương trình. Hãy ghi cả TT và nội dung, hoặc chọn từ danh sách.");
    }
}
