namespace Tracker.Api.Reports;

/// <summary>A workbook or a document as an answer: through a file, not straight to the caller, so that memory stays flat and what goes wrong halfway is still answered with a sentence.</summary>
public static class WorkbookFile
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public const string DocumentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static async Task<IResult> Answer(Func<Stream, Task> write, string name, string type = ContentType)
    {
        var file = Temporary();
        try
        {
            await write(file);
            file.Position = 0;
            return Results.Stream(file, type, name);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gone when it is closed, and nobody else's to read.</summary>
    private static FileStream Temporary()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
    }
}
