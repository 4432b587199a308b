using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Tracker.Api.Shared;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Api.Pages.Forms;

/// <summary>What somebody typed into a form. Reading a field that won't do is a <see cref="Refused"/> with a sentence about that field.</summary>
public sealed class Fields(IReadOnlyList<KeyValuePair<string, string>> all, IFormFileCollection files)
{
    public const string FormName = "form";
    public const string Version = "version";

    public static Fields None { get; } = new([], new FormFileCollection());

    public static async Task<Fields> Read(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasFormContentType)
            return None;
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(cancel);
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw Refused.BadRequest("unreadable-form",
                "Không đọc được biểu mẫu vừa gửi: quá dài, hoặc có ký tự không nhận được. Chưa có gì được ghi. Hãy bấm nút quay lại của trình duyệt (nội dung đã gõ vẫn còn ở đó), rút gọn rồi gửi lại.");
        }
        return new([.. form.SelectMany(f => f.Value, (f, value) => KeyValuePair.Create(f.Key, value ?? ""))], form.Files);
    }

    public IReadOnlyList<KeyValuePair<string, string>> All => all;

    public IFormFileCollection Files => files;

    public string? Raw(string name) => all.Where(f => f.Key == name).Select(f => f.Value).FirstOrDefault();

    public IReadOnlyList<string> Several(string name) => [.. all.Where(f => f.Key == name && f.Value.Length > 0).Select(f => f.Value)];

    /// <summary>Null when nothing visible was typed.</summary>
    public string? Text(string name) => VietnameseText.Visible(Raw(name))?.Trim() is { Length: > 0 } text ? text : null;

    public string Needed(string name) => Text(name) ?? throw Refused.Field(name, $"Hãy ghi {FieldWords.Lower(name)}.");

    /// <summary>What was typed one to a line, without empty lines.</summary>
    public IReadOnlyList<string> Lines(string name) =>
        [.. (Raw(name) ?? "").ReplaceLineEndings("\n").Split('\n').Select(line => VietnameseText.Visible(line)?.Trim() ?? "").Where(line => line.Length > 0)];

    public bool Ticked(string name) => Raw(name) is { Length: > 0 };

    /// <summary>As papers write days (30/11/2019), or as the browser's own field sends them.</summary>
    public DateOnly? Day(string name) => Text(name) is not { } text ? null
        : (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || Vietnamese.TryReadDay(text, out day)) && Viewpoint.Holds(day) ? day
        : throw Refused.Field(name, $"{FieldWords.Of(name)}: “{text}” không phải là một ngày có thật. Hãy gõ đủ ngày, tháng, năm, ví dụ 30/11/2019.");

    public int? Number(string name) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Refused.Field(name, $"{FieldWords.Of(name)}: hãy gõ một số nguyên không âm.");

    public Guid? Id(string name) => Text(name) is not { } text ? null
        : Guid.TryParse(text, out var id) ? id
        : throw Refused.Field(name, $"{FieldWords.Of(name)}: hãy chọn trong danh sách.");

    public T? Choice<T>(string name) where T : struct, Enum => Text(name) is not { } text ? null
        : Enum.GetValues<T>().Cast<T?>().FirstOrDefault(v => JsonNamingPolicy.CamelCase.ConvertName(v.ToString()!) == text)
        ?? throw Refused.Field(name, $"{FieldWords.Of(name)}: hãy chọn trong danh sách.");

    /// <summary>The version that the page showed; 0, which nothing ever has, when it is missing.</summary>
    public int ShownVersion => int.TryParse(Raw(Version), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    /// <summary>Names a file that was chosen: no page can keep the file itself, so it is asked for again.</summary>
    public const string ChosenFile = "chosen-file";

    /// <summary>What may be kept on a page until it can be recorded: not passwords, and not the token, which the page has of its own.</summary>
    public IEnumerable<KeyValuePair<string, string>> Kept => all.Where(f => f.Key is not (FormTokens.FieldName or "password" or "current" or "chosen" or "again"))
        .Concat(files.Select(f => KeyValuePair.Create(ChosenFile, f.FileName)));

    /// <summary>The same with one value under a name.</summary>
    public Fields With(string name, string value) => new([.. all.Where(f => f.Key != name), KeyValuePair.Create(name, value)], files);

    /// <summary>The rows of a grid in which something was typed: each with its place, and its columns by their names alone.</summary>
    /// <param name="carried">What rows carry unseen; it makes none.</param>
    public IReadOnlyList<(int Place, Fields Row)> Rows(IEnumerable<string> columns, IReadOnlyList<string>? carried = null)
    {
        var (names, beside) = (columns.ToHashSet(), carried ?? []);
        return
        [
            .. all.Select(f => (Name: Column(f.Key, out var place), place, f.Value))
                .Where(f => (names.Contains(f.Name) || beside.Contains(f.Name)) && VietnameseText.Normalize(f.Value).Length > 0)
                .GroupBy(f => f.place).Where(g => g.Any(f => names.Contains(f.Name))).OrderBy(g => g.Key)
                .Select(g => (g.Key, new Fields([.. g.Select(f => KeyValuePair.Create(f.Name, f.Value))], new FormFileCollection()))),
        ];
    }

    /// <summary>The last row in which something was typed, -1 for none; there are never more rows than fields.</summary>
    public int LastRow => Math.Min(all.Count, all.Where(f => f.Value.Length > 0).Select(f => Column(f.Key, out var place).Length > 0 ? place : -1).DefaultIfEmpty(-1).Max());

    /// <summary>"title.3" is of the column title, in the row 3.</summary>
    internal static string Column(string name, out int place)
    {
        var dot = name.LastIndexOf('.');
        place = dot > 0 && int.TryParse(name.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : -1;
        return place < 0 ? "" : name[..dot];
    }

    /// <summary>Those whose names begin so, without that beginning.</summary>
    public Fields Under(string prefix) => new([.. all.Where(f => f.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(f => KeyValuePair.Create(f.Key[prefix.Length..], f.Value))], new FormFileCollection());
}
