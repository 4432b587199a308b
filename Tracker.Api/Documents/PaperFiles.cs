using System.Globalization;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Documents;
using Tracker.Domain.Text;

namespace Tracker.Api.Documents;

/// <summary>Files of papers: what may be uploaded, and how they are given out again. Untrusted: never shown as a page, only saved.</summary>
public static class PaperFiles
{
    public const int Largest = 20 * 1024 * 1024;
    private const int LongestName = 150;
    public static readonly string Said = $"PDF, Word, Excel, ảnh JPG hoặc PNG, đến {Largest >> 20} MB.";

    private static readonly (string[] Extensions, string MediaType, byte[] Begins)[] Kinds =
    [
        ([".pdf"], "application/pdf", [0x25, 0x50, 0x44, 0x46]),
        ([".docx"], "application/vnd.openxmlformats-officedocument.wordprocessingml.document", [0x50, 0x4B, 0x03, 0x04]),
        ([".xlsx"], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [0x50, 0x4B, 0x03, 0x04]),
        ([".doc"], "application/msword", [0xD0, 0xCF, 0x11, 0xE0]),
        ([".xls"], "application/vnd.ms-excel", [0xD0, 0xCF, 0x11, 0xE0]),
        ([".jpg", ".jpeg"], "image/jpeg", [0xFF, 0xD8, 0xFF]),
        ([".png"], "image/png", [0x89, 0x50, 0x4E, 0x47]),
    ];

    public static string Accept { get; } = string.Join(',', Kinds.SelectMany(k => k.Extensions));

    /// <summary>Reads an uploaded file; its kind is told by its name and its first bytes together.</summary>
    /// <exception cref="Refused">It is too large, empty, or of another kind than its name says.</exception>
    public static async Task<(string Name, string MediaType, byte[] Content)> Read(IFormFile file, CancellationToken cancel)
    {
        var name = Name(file.FileName);
        if (file.Length == 0)
            throw Refused.Field("file", $"Tệp “{name}” trống. Hãy chọn lại tệp.");
        if (file.Length > Largest)
            throw Refused.Field("file", $"Tệp “{name}” nặng {Size((int)Math.Min(file.Length, int.MaxValue))}, quá {Largest >> 20} MB. Hãy nén hoặc tách tệp.");
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(content, cancel);
        var extension = Path.GetExtension(name).ToLowerInvariant();
        var kind = Kinds.FirstOrDefault(k => k.Extensions.Contains(extension));
        if (kind.Extensions is null)
            throw Refused.Field("file", $"Không nhận tệp “{name}”. Các loại nhận được: {Said}");
        if (!content.AsSpan().StartsWith(kind.Begins))
            throw Refused.Field("file", $"Nội dung tệp “{name}” không đúng là loại {extension}. Hãy mở tệp kiểm tra, lưu lại đúng loại rồi gửi lại.");
        return (name, kind.MediaType, content);
    }

    public static string Size(int bytes) => bytes < 1024 * 1024
        ? $"{Math.Max(1, bytes / 1024)} kB"
        : (bytes / (1024m * 1024m)).ToString("0.0", CultureInfo.GetCultureInfo("vi-VN")) + " MB";

    /// <summary>A name without folders and without what can't stand in a name.</summary>
    private static string Name(string sent)
    {
        var last = sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = VietnameseText.Normalize(new string([.. last.Where(c => !char.IsControl(c) && !"<>:\"|?*".Contains(c))]));
        var extension = Path.GetExtension(clean);
        return clean.Length <= LongestName ? clean : clean[..(LongestName - extension.Length)] + extension;
    }

    public static void MapPaperFiles(this IEndpointRouteBuilder pages) =>
        pages.MapGet("/van-ban/{id:guid}", async (Guid id, Session session, HttpResponse response, CancellationToken cancel) =>
        {
            var (file, content) = await new DocumentStore(session).FindFile(id, cancel) ?? throw Refused.NotFound("tệp này");
            response.Headers.CacheControl = "private, max-age=31536000, immutable";
            response.Headers["Content-Security-Policy"] = "sandbox";
            return Results.File(content, file.MediaType, file.FileName, lastModified: file.UploadedAt);
        });
}
