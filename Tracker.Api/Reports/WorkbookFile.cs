namespace Tracker.Api.Reports;

/// <summary>A workbook as an answer: through a file, not straight to the caller, so that memory stays flat and what goes wrong halfway is still answered with a sentence.</summary>
public static class WorkbookFile
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static async Task<IResult> Answer(Func<Stream, Task> write, string name)
    {
        var file = Temporary();
        try
        {
            await write(file);
            file.Position = 0;
            return Results.Stream(file, ContentType, name);
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
