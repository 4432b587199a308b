namespace Tracker.Db.Local;

/// <summary>Files that nobody else may read.</summary>
public static class PrivateFile
{
    internal static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <summary>Makes a folder that nobody else may look into; one that is there stays as it is.</summary>
    public static void MakeFolder(string path) => DataFolder.Make(path, closed: true);

    /// <summary>Writes the whole file or leaves the old one, even when the power fails.</summary>
    public static void Replace(string path, string text)
    {
        var next = path + ".new";
        File.Delete(next);
        using (var file = Open(next, FileMode.CreateNew))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }
        File.Move(next, path, overwrite: true);
    }
}
