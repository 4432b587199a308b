namespace Tracker.Jobs.Reports.Workbooks;

internal enum CellKind { Empty, Text, Number }

/// <summary>What stands in a cell: nothing, text, a whole number or a real day. Text stays text whatever it begins with.</summary>
public readonly struct Cell
{
    // Excel counts days that never were before this one; an earlier day is written as text.
    private static readonly DateOnly FirstRealDay = new(1900, 3, 1);
    private static readonly int DayZero = new DateOnly(1899, 12, 30).DayNumber;

    private Cell(string text) => (Kind, Text) = (text.Length == 0 ? CellKind.Empty : CellKind.Text, text);

    private Cell(long number) => (Kind, Number) = (CellKind.Number, number);

    internal CellKind Kind { get; }
    internal string Text { get; } = "";
    internal long Number { get; }

    public static implicit operator Cell(string? text) => new(text ?? "");

    public static implicit operator Cell(long number) => new(number);

    public static implicit operator Cell(DateOnly day) =>
        day < FirstRealDay ? new(Domain.Text.Vietnamese.Day(day)) : new(day.DayNumber - DayZero);

    public static implicit operator Cell(DateOnly? day) => day is { } given ? given : default(Cell);

    /// <summary>As it looks in that style.</summary>
    internal string Shown(CellStyle style) =>
        Kind != CellKind.Number ? Text ?? ""
        : style.Format == CellStyle.General ? Number.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : style.Format.StartsWith('d') ? Domain.Text.Vietnamese.Day(DateOnly.FromDayNumber((int)Number + DayZero))
        : Domain.Text.Vietnamese.Number(Number);

    /// <summary>A number as an office wrote it: a plain whole number sorts as one, "1.2" or "IIa" stays text.</summary>
    public static Cell Ordinal(string written) =>
        written.Length is > 0 and < 10 && written.All(char.IsAsciiDigit) && (written[0] != '0' || written.Length == 1)
            ? int.Parse(written, System.Globalization.CultureInfo.InvariantCulture)
            : written;
}

/// <summary>A cell of a line that is laid out by hand.</summary>
public readonly record struct StyledCell(Cell Value, CellStyle Style);
