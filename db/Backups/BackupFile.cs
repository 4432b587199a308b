using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Tracker.Db.Backups;

/// <summary>A backup that was read from end to end and found to be whole.</summary>
public sealed class BackupFile : IDisposable
{
    // Far above what any council's figures take; a manifest is read in one piece.
    private const long LargestManifest = 64_000_000;

    private readonly ZipArchive _zip;

    private BackupFile(ZipArchive zip, Manifest manifest) => (_zip, Manifest) = (zip, manifest);

    public Manifest Manifest { get; }

    /// <exception cref="BackupFailed">There is no such file, it isn't a backup of this program, or something of it is missing or was changed.</exception>
    public static async Task<BackupFile> Open(string path, CancellationToken cancel = default)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupFailed($"Không mở được tệp sao lưu “{path}”: {e.Message}", e);
        }
        try
        {
            var zip = new ZipArchive(file, ZipArchiveMode.Read);
            var manifest = await ReadManifest(zip, path, cancel);
            foreach (var part in manifest.Tables.SelectMany(t => t.Parts))
                await Check(zip, part, path, cancel);
            return new(zip, manifest);
        }
        // What a damaged deflate stream or directory makes the reader throw is not one kind alone.
        catch (Exception e) when (e is IOException or InvalidDataException or NotSupportedException or ArgumentException or OverflowException)
        {
            await file.DisposeAsync();
            throw Broken(path, e.Message, e);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    internal Task<Stream> Read(BackupPart part, CancellationToken cancel) => _zip.GetEntry(part.Entry)!.OpenAsync(cancel);

    public void Dispose() => _zip.Dispose();

    private static async Task<Manifest> ReadManifest(ZipArchive zip, string path, CancellationToken cancel)
    {
        if (zip.GetEntry(Manifest.Entry) is not { Length: <= LargestManifest } entry || zip.GetEntry(Manifest.HashEntry) is not { Length: <= 64 } hashEntry)
            throw new BackupFailed($"“{path}” không phải là bản sao lưu của Tracker.");
        var json = await Bytes(entry, cancel);
        if (Digest.Of(json) != Encoding.ASCII.GetString(await Bytes(hashEntry, cancel)))
            throw Broken(path, $"phần {Manifest.Entry} đã bị thay đổi.");
        try
        {
            // Looked at first: another format may have other fields.
            using (var whole = JsonDocument.Parse(json))
                if (whole.RootElement.ValueKind != JsonValueKind.Object
                    || !whole.RootElement.TryGetProperty("program", out var program) || program.ValueKind != JsonValueKind.String || program.GetString() != Manifest.Ours
                    || !whole.RootElement.TryGetProperty("format", out var format) || !format.TryGetInt32(out var number))
                    throw new BackupFailed($"“{path}” không phải là bản sao lưu của Tracker.");
                else if (number > Manifest.CurrentFormat)
                    throw new BackupFailed($"“{path}” do một phiên bản Tracker mới hơn tạo ra (dạng tệp {number}; phiên bản này đọc được đến {Manifest.CurrentFormat}). Hãy phục hồi bằng phiên bản đó.");
            return JsonSerializer.Deserialize<Manifest>(json, Manifest.Json)!;
        }
        catch (JsonException e)
        {
            throw Broken(path, $"không đọc được phần {Manifest.Entry}.", e);
        }
    }

    private static async Task Check(ZipArchive zip, BackupPart part, string path, CancellationToken cancel)
    {
        var entry = zip.GetEntry(part.Entry) ?? throw Broken(path, $"thiếu phần {part.Entry}.");
        // Before unpacking: what claims to be longer than it was made is not read at all.
        if (entry.Length != part.Bytes)
            throw Broken(path, $"phần {part.Entry} dài {entry.Length} byte thay vì {part.Bytes}.");
        await using var content = await entry.OpenAsync(cancel);
        var (rows, bytes, sha256) = await Digest.Copy(content, Stream.Null, cancel);
        if (rows != part.Rows || bytes != part.Bytes || sha256 != part.Sha256)
            throw Broken(path, $"phần {part.Entry} đã bị thay đổi.");
    }

    private static async Task<byte[]> Bytes(ZipArchiveEntry entry, CancellationToken cancel)
    {
        await using var content = await entry.OpenAsync(cancel);
        var all = new byte[entry.Length];
        await content.ReadExactlyAsync(all, cancel);
        return all;
    }

    private static BackupFailed Broken(string path, string what, Exception? inner = null) =>
        new($"Tệp sao lưu “{path}” bị hỏng hoặc không phải là bản sao lưu của Tracker: {what} Chưa có gì bị thay đổi; hãy dùng một bản sao lưu khác.", inner);
}
