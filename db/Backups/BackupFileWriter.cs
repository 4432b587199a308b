using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Tracker.Db.Local;

namespace Tracker.Db.Backups;

/// <summary>Writes aside (<c>FILE.part</c>) what only its owner may read, and gives it its name when it is complete and on disk.</summary>
internal sealed class BackupFileWriter : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly ZipArchive _zip;
    private bool _done;

    /// <exception cref="BackupFailed">There is such a file, or somebody writes it just now.</exception>
    /// <exception cref="IOException"/>
    /// <exception cref="UnauthorizedAccessException"/>
    public BackupFileWriter(string path)
    {
        _path = path;
        if (File.Exists(path) || Directory.Exists(path))
            throw new BackupFailed($"Đã có “{path}”. Bản sao lưu không ghi đè lên tệp có sẵn: hãy chọn tên khác.");
        _file = PrivateFile.Open(Aside, FileMode.OpenOrCreate);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_file.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _file.SetLength(0);
        _zip = new ZipArchive(_file, ZipArchiveMode.Create, leaveOpen: true);
    }

    public string Aside => _path + ".part";

    public async Task<(long Rows, long Bytes, string Sha256)> Add(string entry, Stream content, CancellationToken cancel)
    {
        await using var stream = await _zip.CreateEntry(entry, CompressionLevel.Fastest).OpenAsync(cancel);
        return await Digest.Copy(content, stream, cancel);
    }

    /// <returns>Bytes of the file.</returns>
    public async Task<long> Finish(Manifest manifest, CancellationToken cancel)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(manifest, Manifest.Json);
        await Add(Manifest.Entry, new MemoryStream(json), cancel);
        await Add(Manifest.HashEntry, new MemoryStream(Encoding.ASCII.GetBytes(Digest.Of(json))), cancel);
        await _zip.DisposeAsync();
        _file.Flush(flushToDisk: true);
        var length = _file.Length;
        await _file.DisposeAsync();
        File.Move(Aside, _path, overwrite: false);
        _done = true;
        return length;
    }

    public void Dispose()
    {
        if (_done)
            return;
        // The zip would still write its directory, for which the disk may have no room.
        _file.Dispose();
        File.Delete(Aside);
    }
}
