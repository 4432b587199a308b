using System.Text.RegularExpressions;
using Tracker.Domain.Documents;
using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>A value that the letterhead states, and where.</summary>
internal sealed record Stated<T>(T Value, int Row, int Column);

/// <summary>A day inside a text, as written; <paramref name="Day"/> is null when it doesn't exist.</summary>
internal sealed record WrittenDayIn(string Text, DateOnly? Day);

/// <summary>What stands above a table: number, date and title of the paper, its year, and the day up to which its figures count.</summary>
/// <param name="NumberLine">The line that should have the number ("Số:   /CTr-HĐND"), where none can be read.</param>
/// <param name="UnitLines">Lines below the title, nearest to the table first; one of them may be the lead of a sheet without a column for it.</param>
internal sealed partial record Letterhead(
    Stated<string>? Number,
    Stated<string>? NumberLine,
    Stated<WrittenDayIn>? IssuedOn,
    Stated<int>? Year,
    Stated<WrittenDayIn>? AsOf,
    Stated<string>? Title,
    IReadOnlyList<Stated<string>> UnitLines)
{
    public static Letterhead Above(Sheet sheet, int headerRow)
    {
        var cells = sheet.Rows.Take(headerRow - 1)
            .SelectMany(r => r.Cells.Select((cell, i) => (cell, row: r.Number, column: i + 1)))
            .Where(c => c.cell is not null)
            .Select(c => new Stated<string>(VietnameseText.Normalize(c.cell!.Text), c.row, c.column))
            .Where(c => c.Value.Length > 0)
            .ToArray();

        var title = Array.Find(cells, c => Titles().IsMatch(Key(c.Value)));
        var own = Array.FindAll(cells, c => !SaysAsOf(c.Value));
        var numberLine = Array.Find(own, c => Key(c.Value) is "so" || Key(c.Value).StartsWith("so ", StringComparison.Ordinal));
        return new(
            First(own, c => c == numberLine ? DocumentNumber.FindIn(c.Value)?.Raw : null) ?? First(own, c => DocumentNumber.FindIn(c.Value)?.Raw),
            numberLine,
            First(own, c => PlaceAndDay().IsMatch(Key(c.Value)) ? DayIn(c.Value) : null) ?? First(own, c => DayIn(c.Value)),
            FirstValue(own, c => DayIn(c.Value) is null ? YearIn(c.Value) : null),
            First(cells, c => SaysAsOf(c.Value) ? DayIn(AfterLabel(cells, c)) : null),
            title is null ? null : title with { Value = WithSecondLine(title, cells) },
            [.. cells.Where(c => title is null ? c.Row >= headerRow - 3 : c.Row > title.Row).Reverse()]);
    }

    private static WrittenDayIn? DayIn(string text)
    {
        var match = WrittenOut().Match(text);
        if (!match.Success)
            match = Short().Match(text);
        if (!match.Success)
            return null;
        var (day, month, year) = (int.Parse(match.Groups["d"].ValueSpan), int.Parse(match.Groups["m"].ValueSpan), int.Parse(match.Groups["y"].ValueSpan));
        var exists = year > 0 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        return new(match.Value, exists ? new DateOnly(year, month, day) : null);
    }

    private static Stated<T>? First<T>(IEnumerable<Stated<string>> cells, Func<Stated<string>, T?> read) where T : class =>
        cells.Select(c => read(c) is { } value ? new Stated<T>(value, c.Row, c.Column) : null).FirstOrDefault(s => s is not null);

    private static Stated<T>? FirstValue<T>(IEnumerable<Stated<string>> cells, Func<Stated<string>, T?> read) where T : struct =>
        cells.Select(c => read(c) is { } value ? new Stated<T>(value, c.Row, c.Column) : null).FirstOrDefault(s => s is not null);

    /// <summary>The cell from its label on, and the cells to its right: the day may stand in one of its own.</summary>
    private static string AfterLabel(Stated<string>[] cells, Stated<string> label) =>
        string.Join(' ', cells.Where(c => c.Row == label.Row && c.Column >= label.Column).Select(c => c.Value));

    private static string WithSecondLine(Stated<string> title, Stated<string>[] cells) =>
        cells.FirstOrDefault(c => c.Row > title.Row && c.Row <= title.Row + 2 && SecondLine().IsMatch(Key(c.Value))) is { } second
            ? $"{title.Value} {second.Value}"
            : title.Value;

    private static string Key(string text) => VietnameseText.TitleKey(text);

    private static bool SaysAsOf(string text) => Key(text).Contains("tinh den", StringComparison.Ordinal);

    private static int? YearIn(string text) => Years().Match(Key(text)) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan) : null;

    [GeneratedRegex(@"(?<d>\d{1,2})\s*th[áa]ng\s*(?<m>\d{1,2})\s*n[ăa]m\s*(?<y>\d{4})", RegexOptions.IgnoreCase)]
    private static partial Regex WrittenOut();

    [GeneratedRegex(@"\b(?<d>\d{1,2})\s*[/.\-]\s*(?<m>\d{1,2})\s*[/.\-]\s*(?<y>\d{4})\b")]
    private static partial Regex Short();

    [GeneratedRegex(@"\bngay \d{1,2} thang \d{1,2} nam \d{4}$")]
    private static partial Regex PlaceAndDay();

    [GeneratedRegex(@"^(phu luc |bieu |bang )?(tong hop |danh muc |bao cao )?(chuong trinh|ke hoach|tien do|nhiem vu|ket qua|tinh hinh|danh muc|tong hop|cac nhiem vu)\b")]
    private static partial Regex Titles();

    [GeneratedRegex("^(cua|nam) ")]
    private static partial Regex SecondLine();

    [GeneratedRegex(@"\bnam ((?:19|20)\d\d)\b")]
    private static partial Regex Years();
}
