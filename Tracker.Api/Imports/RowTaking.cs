using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Domain.Imports;
using Tracker.Domain.Text;
using Tracker.Domain.Units;
using Tracker.Jobs.Imports;

namespace Tracker.Api.Imports;

/// <summary>A grid of rows to be typed, pasted, or taken from a file.</summary>
/// <param name="Form">Name of the form that it stands in.</param>
public sealed record Grid(string Form, ListShape Shape, IReadOnlyList<Unit> Units, int Rows);

/// <summary>The one way in which rows of a list come from a sheet, be it pasted or a file, into a grid and from there into the records.</summary>
public sealed class RowTaking(PageForms forms, Typed typed, Ask ask, WorkbookLimits limits)
{
    public const string File = "file", Pasted = "pasted", More = "more";
    private const int UsualRows = 8;

    public async Task<Grid> Grid(string form, ListShape shape, CancellationToken cancel, int usual = UsualRows)
    {
        var rows = Math.Clamp(ask.Number("rows") ?? usual, 1, shape.MostRows);
        if (typed.Holds(form))
            rows = Math.Max(Math.Max(rows, typed.Taken?.Rows ?? 0), typed.Fields.LastRow + 1);
        return new(form, shape, [.. (await ask.Units(cancel)).Where(u => u.ValidTo is null)], rows);
    }

    /// <summary>Records what a grid holds, all of it or nothing.</summary>
    /// <returns>A sentence that says what was recorded.</returns>
    public async Task<string> Record<T>(RowList<T> list, Fields fields, CancellationToken cancel) where T : notnull
    {
        if (fields.Files.GetFile(File) is { } file)
            throw Refused.Field(File, $"Tệp “{file.FileName}” chưa được đưa vào bảng. Hãy bấm “Đưa vào bảng” để xem các dòng của tệp trước khi ghi, hoặc bỏ chọn tệp.");
        if (fields.Text(Pasted) is not null)
            throw Refused.Field(Pasted, "Nội dung dán ở đây chưa được đưa vào bảng. Hãy bấm “Đưa vào bảng” trước khi ghi, hoặc xóa đi.");
        var rows = Rows(fields, list.Shape, list.Carried);
        if (rows.Count == 0)
            throw NothingTyped;
        if (rows.Count > list.Shape.MostRows || rows[^1].Place >= list.Shape.MostRows)
            throw Refused.BadRequest("too-many-rows", $"Mỗi lần ghi được nhiều nhất {list.Shape.MostRows} dòng; ở đây có đến dòng {rows[^1].Place + 1}. Chưa dòng nào được ghi: hãy bỏ bớt rồi ghi làm nhiều lần.");
        var wrong = new RowComplaints(list.Shape);
        var requests = await list.Requests(rows, wrong, cancel);
        var said = await Try(list, requests, wrong, cancel);
        wrong.Throw();
        return said!;
    }

    /// <summary>The way of the button that takes a file, or what was pasted, into the grid below what is typed there already. Nothing is recorded.</summary>
    /// <param name="open">The list, as the form's other fields ask for it.</param>
    public Task<IResult> Fill<T>(string page, Func<Fields, Task<RowList<T>>> open, Func<Task<IResult>> show, CancellationToken cancel) where T : notnull => forms.Fill(page, async fields =>
    {
        var list = await open(fields);
        var typedRows = Rows(fields, list.Shape, list.Carried);
        var first = typedRows.Select(r => r.Place).DefaultIfEmpty(-1).Max() + 1;
        var (file, pasted) = (fields.Files.GetFile(File), fields.Text(Pasted));
        if (fields.Raw(More) is not null && file is null && pasted is null)
            return (fields, new Taken("", [], new Dictionary<string, string[]>(), Math.Min(list.Shape.MostRows, Math.Max(first, fields.Number(More) ?? 0))));
        if (file is null && pasted is null)
            throw Refused.Field(File, "Hãy chọn tệp Excel, hoặc dán các ô vào ô bên dưới, rồi bấm “Đưa vào bảng”.");
        var reading = ListReader.Read(await Read(list.Shape, file, pasted, cancel), list.Shape, await ask.Directory(cancel));
        var checkedRows = await Check(list, reading, cancel);
        var kept = checkedRows.Rows.Where(r => r.There is null).ToArray();
        if (first + kept.Length > list.Shape.MostRows)
            throw Refused.BadRequest("too-many-rows", $"Bảng đã có {first} dòng, tệp có {kept.Length} dòng; mỗi lần ghi được nhiều nhất {list.Shape.MostRows}. Hãy ghi các dòng đang có trước, rồi lấy tệp.");
        var place = kept.Index().ToDictionary(r => r.Item.Place, r => first + r.Index);
        var complaints = checkedRows.Wrong.ByRow().Where(w => place.ContainsKey(w.Row)).ToDictionary(w => $"{w.Field}.{place[w.Row]}", w => w.Sentences);
        foreach (var finding in reading.Findings.Where(f => f.Field is not null))
        {
            var row = checkedRows.Rows.First(r => r.Read.Row == finding.Row && r.Read.Sheet == (finding.Sheet ?? "")).Place;
            if (place.TryGetValue(row, out var at))
                complaints[$"{finding.Field}.{at}"] = [finding.Message];
        }
        string[] told =
        [
            .. checkedRows.Rows.Where(r => r.There is not null).Select(r => $"Dòng {r.Read.Row}: {r.There} Dòng này không được đưa vào bảng."),
            .. reading.Findings.Where(f => f.Field is null).Select(f => f.Sheet is not null && reading.Findings.Any(o => o.Sheet != f.Sheet) && !f.Message.StartsWith("Sheet", StringComparison.Ordinal) ? $"Sheet “{f.Sheet}”: {f.Message}" : f.Message),
        ];
        var rows = kept.SelectMany(r => r.Read.Fields.Select(f => KeyValuePair.Create($"{f.Key}.{place[r.Place]}", f.Value)));
        return (new Fields([.. fields.All.Where(f => f.Key != Pasted && IsLeft(f)), .. rows], new FormFileCollection()),
            new Taken(Sentence(file?.FileName, kept.Length, first, complaints.Count), told, complaints, first + kept.Length));

        // What a row carried that has been cleared isn't that of the row which comes in its place.
        bool IsLeft(KeyValuePair<string, string> field) => Fields.Column(field.Key, out var at) is var column && !(list.Carried.Contains(column) && at >= first)
            && (field.Value.Length > 0 || list.Shape.Fields.All(f => f.Name != column));
    }, show);

    /// <summary>The way of the button that says what recording the grid would say. Nothing is recorded.</summary>
    public Task<IResult> Look<T>(string page, Func<Fields, Task<RowList<T>>> open, Func<Task<IResult>> show, CancellationToken cancel) where T : notnull => forms.Fill(page, async fields =>
    {
        var list = await open(fields);
        var rows = Rows(fields, list.Shape, list.Carried);
        if (rows.Count == 0)
            throw NothingTyped;
        var wrong = new RowComplaints(list.Shape);
        await Try(list, await list.Requests(rows, wrong, cancel), wrong, cancel);
        return (fields, new Taken(wrong.All.Count > 0 ? $"{Vietnamese.Number(wrong.All.Count)} ô cần sửa, ghi dưới từng ô; chưa có gì được ghi." : $"Đọc được cả {Vietnamese.Number(rows.Count)} dòng; chưa có gì được ghi.", [], wrong.All, 0));
    }, show);

    private static Refused NothingTyped => Refused.BadRequest("nothing-typed", "Chưa có dòng nào được nhập. Hãy gõ, chép từ Excel rồi dán vào ô đầu tiên, hoặc lấy từ tệp Excel.");

    private static string Sentence(string? file, int rows, int first, int wrong) =>
        $"Đã đưa {Vietnamese.Number(rows)} dòng {(file is null ? "vừa dán" : $"của tệp “{VietnameseText.Normalize(Path.GetFileName(file))}”")} vào bảng{(rows > 0 && first > 0 ? $", từ dòng {first + 1}, dưới các dòng đã có" : "")}; chưa có gì được ghi."
        + (wrong > 0 ? $" {Vietnamese.Number(wrong)} ô cần sửa, ghi dưới từng ô." : rows > 0 ? " Hãy xem lại rồi bấm ghi." : "");

    /// <summary>A row of a file, and what would come of it.</summary>
    /// <param name="Place">Among the rows that were read, from 0.</param>
    public sealed record CheckedRow<T>(int Place, ListRow Read, IReadOnlyList<T> Requests, string? There);

    /// <summary>What the rows come to: found out by recording them, so leave nothing of it.</summary>
    public async Task<(IReadOnlyList<CheckedRow<T>> Rows, RowComplaints Wrong)> Check<T>(RowList<T> list, ListReading reading, CancellationToken cancel) where T : notnull
    {
        var wrong = new RowComplaints(list.Shape);
        var requests = await list.Requests(Places(reading), wrong, cancel);
        var there = new Dictionary<int, string>();
        foreach (var of in requests.GroupBy(r => r.Row))
        {
            var named = new List<string>();
            foreach (var request in of)
                if (await list.There(request.Request, cancel) is { } sentence)
                    named.Add(sentence);
            // A row of which only a part is there stays, and recording it says which.
            if (named.Count == of.Count())
                there[of.Key] = string.Join(" ", named);
        }
        RowRequest<T>[] fresh = [.. requests.Where(r => !there.ContainsKey(r.Row))];
        if (fresh.Length > 0)
            await Try(list, fresh, wrong, cancel);
        return ([.. reading.Rows.Index().Select(r => new CheckedRow<T>(r.Index, r.Item, [.. requests.Where(q => q.Row == r.Index).Select(q => q.Request)], there.GetValueOrDefault(r.Index)))], wrong);
    }

    /// <summary>What pasted rows ask for.</summary>
    /// <exception cref="Refused">A row isn't clear.</exception>
    public async Task<IReadOnlyList<T>> Requests<T>(RowList<T> list, string? pasted, CancellationToken cancel) where T : notnull
    {
        var wrong = new RowComplaints(list.Shape);
        var reading = ListReader.Read(ListReader.Pasted(pasted), list.Shape, await ask.Directory(cancel));
        var requests = await list.Requests(Places(reading), wrong, cancel);
        wrong.Throw();
        return [.. requests.Select(r => r.Request)];
    }

    private static IReadOnlyList<(int Place, Fields Row)> Places(ListReading reading) => [.. reading.Rows.Index().Select(r => (r.Index, new Fields([.. r.Item.Fields], new FormFileCollection())))];

    /// <summary>The sheet that a file or a paste is.</summary>
    /// <exception cref="UnreadableWorkbook">It is refused whole.</exception>
    public async Task<Workbook> Read(ListShape shape, IFormFile? file, string? pasted, CancellationToken cancel)
    {
        if (file is null)
            return ListReader.Pasted(pasted);
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancel);
        return WorkbookReader.Read(content.ToArray(), VietnameseText.Normalize(Path.GetFileName(file.FileName)), limits, shape);
    }

    /// <summary>What is wrong with requests is said of the rows that they come from.</summary>
    private static async Task<string?> Try<T>(RowList<T> list, IReadOnlyList<RowRequest<T>> requests, RowComplaints wrong, CancellationToken cancel) where T : notnull
    {
        if (requests.Count == 0)
            return null;
        try
        {
            return await list.Record([.. requests.Select(r => r.Request)], cancel);
        }
        catch (Refused e) when (e.Extensions.TryGetValue("errors", out var errors) && errors is IDictionary<string, string[]> byField && byField.Keys.All(k => Place(k) < requests.Count))
        {
            foreach (var (name, sentences) in byField)
                wrong.Add(requests[Place(name)].Row, name[..name.LastIndexOf('.')], sentences);
            return null;
        }

        static int Place(string name) => int.TryParse(name.AsSpan(name.LastIndexOf('.') + 1), out var place) ? place : int.MaxValue;
    }

    private static IReadOnlyList<(int Place, Fields Row)> Rows(Fields fields, ListShape shape, IReadOnlyList<string>? carried = null) => fields.Rows(shape.Fields.Select(f => f.Name), carried);
}
