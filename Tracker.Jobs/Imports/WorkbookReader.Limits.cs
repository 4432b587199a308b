namespace Tracker.Jobs.Imports;

/// <summary>What a file may hold at most. Real programmes have a few hundred rows; beyond these bounds a file is a mistake or an attack.
/// Settings of the installation: section <c>Imports</c> of the configuration.</summary>
/// <param name="FileBytes">Of the file as sent.</param>
/// <param name="Parts">Entries of the archive that an .xlsx is.</param>
/// <param name="UnpackedBytes">Of all entries together, counted while unpacking.</param>
/// <param name="Rows">Per sheet; also the highest row number.</param>
/// <param name="Cells">Of all sheets together, empty ones with a format too.</param>
/// <param name="Columns">The highest column number; XFD is 16,384.</param>
/// <param name="TextLength">Characters in one cell; Excel itself allows 32,767.</param>
/// <param name="Time">For reading all of it.</param>
public sealed record WorkbookLimits(
    long FileBytes = 20 << 20,
    int Parts = 2_000,
    long UnpackedBytes = 200 << 20,
    int Sheets = 100,
    int Rows = 20_000,
    int Columns = 200,
    int Cells = 2_000_000,
    int MergedRanges = 50_000,
    int TextLength = 32_767,
    TimeSpan? Time = null)
{
    /// <summary>Bytes of a request: the file, and the form around it.</summary>
    public long LargestRequest => FileBytes + (1 << 20);

    internal TimeSpan TimeAllowed => Time ?? TimeSpan.FromSeconds(30);
}
