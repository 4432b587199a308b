using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Tracker.Tests.Backups;

/// <summary>A folder for backups that goes when the test does, and ways to spoil a backup.</summary>
internal sealed class BackupFolder : IDisposable
{
    private int _files;

    public string Path { get; } = TestFolder.New("backups");

    public BackupFolder() => Directory.CreateDirectory(Path);

    public string New() => System.IO.Path.Combine(Path, $"{++_files}.trk");

    public string Copy(string file)
    {
        var copy = New();
        File.Copy(file, copy);
        return copy;
    }

    /// <summary>A copy in which one entry is other or, for null, missing.</summary>
    public string With(string file, string entry, Func<byte[], byte[]>? change)
    {
        var copy = Copy(file);
        using var zip = ZipFile.Open(copy, ZipArchiveMode.Update);
        var old = zip.GetEntry(entry)!;
        var content = new MemoryStream();
        using (var reading = old.Open())
            reading.CopyTo(content);
        old.Delete();
        if (change is not null)
            using (var writing = zip.CreateEntry(entry).Open())
                writing.Write(change(content.ToArray()));
        return copy;
    }

    /// <summary>A copy that says something else of itself, and is whole for all that.</summary>
    public string Saying(string file, Action<JsonNode> change)
    {
        byte[] json = [];
        var copy = With(file, "manifest.json", old =>
        {
            var manifest = JsonNode.Parse(old)!;
            change(manifest);
            return json = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        });
        return With(copy, "manifest.sha256", _ => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(json))));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
