using System.Globalization;
using System.Text.RegularExpressions;
using Tracker.Api.Shared;
using Tracker.Domain.Councils;
using Tracker.Domain.Schedules;
using Tracker.Domain.Text;

namespace Tracker.Api.Settings;

/// <summary>Lists of settings as people write them, one to a line; a line that can't be read gets a sentence, and nothing is guessed.</summary>
public static partial class SettingLines
{
    private const int LongestSpan = 60;

    public const string TermExample = "2021–2026: 01/07/2021 – 30/06/2026";
    public const string DayExample = "30/04/2027 Ngày Giải phóng miền Nam";
    public const string WorkingDayExample = "20/02/2027 Làm bù Tết Nguyên đán";

    public static string Write(Term term) => $"{term.Name}: {Vietnamese.Day(term.From)} – {Vietnamese.Day(term.To)}";

    /// <summary>Days of one name that follow one another are one line.</summary>
    public static IEnumerable<string> Write(IEnumerable<SpecialDay> days)
    {
        var run = new List<SpecialDay>();
        foreach (var day in days.OrderBy(d => d.Day))
        {
            if (run.Count > 0 && (run[^1].Name != day.Name || run[^1].Day.AddDays(1) != day.Day))
            {
                yield return Line(run);
                run = [];
            }
            run.Add(day);
        }
        if (run.Count > 0)
            yield return Line(run);

        static string Line(List<SpecialDay> run) => $"{Vietnamese.Day(run[0].Day)}{(run.Count > 1 ? $" – {Vietnamese.Day(run[^1].Day)}" : "")} {run[0].Name}";
    }

    public static IReadOnlyList<Term> Terms(string field, IReadOnlyList<string> lines) => [.. Each(field, lines, line =>
        TermLine().Match(line) is { Success: true } m && TryDay(m.Groups[2].Value, out var from) && TryDay(m.Groups[3].Value, out var to)
            ? to < from ? throw new FormatException($"“{line}”: ngày cuối nhiệm kỳ trước ngày đầu.") : new Term(m.Groups[1].Value.Trim(), from, to)
            : throw new FormatException($"Không đọc được “{line}”. Hãy ghi như: {TermExample}.")).OrderBy(t => t.From)];

    public static IReadOnlyList<SpecialDay> Days(string field, IReadOnlyList<string> lines, bool working) => [.. Each(field, lines, line =>
    {
        var example = working ? WorkingDayExample : DayExample;
        if (DayLine().Match(line) is not { Success: true } m || m.Groups[3].Value.Trim() is not { Length: > 0 } name)
            throw new FormatException($"Không đọc được “{line}”. Hãy ghi ngày rồi tên, như: {example}.");
        if (!TryDay(m.Groups[1].Value, out var from))
            throw new FormatException($"“{line}”: {m.Groups[1].Value} không phải là một ngày có thật.");
        var to = from;
        if (m.Groups[2].Success && !TryDay(m.Groups[2].Value, out to))
            throw new FormatException($"“{line}”: {m.Groups[2].Value} không phải là một ngày có thật.");
        return to < from ? throw new FormatException($"“{line}”: ngày cuối trước ngày đầu.")
            : to.DayNumber - from.DayNumber >= LongestSpan ? throw new FormatException($"“{line}” dài quá {LongestSpan} ngày; hãy kiểm tra lại năm.")
            : Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(n => new SpecialDay(from.AddDays(n), name, working));
    }).SelectMany(days => days)];

    /// <summary>Reads every line, so that all that are wrong are said at once.</summary>
    private static List<T> Each<T>(string field, IReadOnlyList<string> lines, Func<string, T> read)
    {
        var (values, wrong) = (new List<T>(), new List<string>());
        foreach (var line in lines)
        {
            try
            {
                values.Add(read(line));
            }
            catch (FormatException e)
            {
                wrong.Add(e.Message);
            }
        }
        return wrong.Count == 0 ? values : throw Refused.Field(field, string.Join(" ", wrong));
    }

    private static bool TryDay(string text, out DateOnly day) => Vietnamese.TryReadDay(text, out day) && Domain.Items.Viewpoint.Holds(day);

    private const string Day = @"\d{1,2}[/.]\d{1,2}[/.]\d{4}";

    [GeneratedRegex($@"^(.{{1,60}}?)\s*:\s*({Day})\s*(?:[-–—]|đến)\s*({Day})$")]
    private static partial Regex TermLine();

    [GeneratedRegex($@"^({Day})(?:\s*(?:[-–—]|đến)\s*({Day}))?\s*[:,]?\s+(.{{1,200}})$")]
    private static partial Regex DayLine();
}
