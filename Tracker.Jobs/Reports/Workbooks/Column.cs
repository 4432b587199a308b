namespace Tracker.Jobs.Reports.Workbooks;

/// <summary>A column of a table.</summary>
/// <param name="Width">In digits of the standard font.</param>
public sealed record Column<T>(string Heading, double Width, CellStyle Style, Func<T, Cell> Value)
{
    /// <summary>False for a column that is there to work with, right of those that go to paper.</summary>
    public bool Printed { get; init; } = true;

    /// <summary>There for the program that reads the workbook back.</summary>
    public bool Hidden { get; init; }

    /// <summary>What may be typed in its cells; null for anything.</summary>
    public Allowed? Allowed { get; init; }

    /// <summary>What a reader of the sheet sees in the cell.</summary>
    public string Text(T row) => Value(row).Shown(Style);
}

/// <summary>What may be typed in a cell; nothing may always stand there.</summary>
public abstract record Allowed
{
    private Allowed() { }

    /// <summary>One of a few words, chosen from a list; none has a comma.</summary>
    public sealed record OneOf(IReadOnlyList<string> Words) : Allowed;

    /// <summary>What stands in these cells of another sheet, chosen from a list.</summary>
    public sealed record Listed(string Cells) : Allowed;

    /// <summary>A real day, from the first on, inclusive.</summary>
    public sealed record Days(DateOnly First) : Allowed;

    /// <param name="cells">A1:A9.</param>
    internal string Rule(string cells) => this switch
    {
        OneOf one => $"<dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\" errorTitle=\"Chưa đúng\" error=\"Hãy chọn một trong danh sách, hoặc để trống.\" sqref=\"{cells}\"><formula1>&quot;{System.Security.SecurityElement.Escape(string.Join(',', one.Words))}&quot;</formula1></dataValidation>",
        Listed listed => $"<dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\" errorTitle=\"Chưa đúng\" error=\"Hãy chọn một trong danh sách.\" sqref=\"{cells}\"><formula1>{System.Security.SecurityElement.Escape(listed.Cells).Replace("&apos;", "'")}</formula1></dataValidation>",
        Days days => $"<dataValidation type=\"date\" operator=\"greaterThanOrEqual\" allowBlank=\"1\" showErrorMessage=\"1\" errorTitle=\"Chưa đúng\" error=\"Hãy ghi một ngày, ví dụ {Domain.Text.Vietnamese.Day(days.First.AddDays(14))}, hoặc để trống.\" sqref=\"{cells}\"><formula1>{((Cell)days.First).Number}</formula1></dataValidation>",
        _ => throw new InvalidOperationException(),
    };
}
