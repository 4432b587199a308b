using System.Text.RegularExpressions;
using Tracker.Domain.Items;
using Tracker.Domain.Schedules;
using Tracker.Domain.Text;

namespace Tracker.Domain.Programmes;

/// <summary>A content that the next year's programme may begin with.</summary>
/// <param name="Item">The item of this year's programme that it is taken from.</param>
/// <param name="CarriedOver">This year carries it over; otherwise it recurs.</param>
/// <param name="Years">The years in whose programmes it stands.</param>
/// <param name="Title">With the year moved on, as is <paramref name="TimePhrase"/>.</param>
public sealed record NextYearContent(Guid Item, ItemFacts Facts, bool CarriedOver, IReadOnlyList<int> Years, string Title, string? TimePhrase);

/// <summary>What the next year's programme may begin with: what is carried over, and what comes every year.</summary>
public static partial class NextYear
{
    /// <param name="year">Of the programme that it is made from.</param>
    /// <param name="items">Of the annual programmes of all years, as they stand.</param>
    public static IReadOnlyList<NextYearContent> Propose(int year, IReadOnlyList<(int Year, Guid Id, ItemFacts Facts)> items)
    {
        var years = items.Where(i => i.Facts.InTotal).ToLookup(i => Key(i.Facts.Title), i => i.Year);
        return
        [
            .. from i in items
               where i.Year == year && i.Facts.InTotal
               let there = years[Key(i.Facts.Title)].Distinct().Order().ToArray()
               let carried = i.Facts.State == State.CarriedOver
               where carried || there.Length > 1 || Recurs(i.Facts.TimePhrase, year)
               orderby i.Facts.Position, i.Facts.MemberFrom
               select new NextYearContent(i.Id, i.Facts, carried, there, Moved(i.Facts.Title, year), i.Facts.TimePhrase is { } phrase ? MovedTime(phrase, year) : null),
        ];
    }

    /// <summary>What is done several times a year, or all the time, is done next year too.</summary>
    private static bool Recurs(string? phrase, int year) => TimePhrase.Read(phrase, year) is TimeReading.NoDeadline or TimeReading.Due { Spans.Count: > 1 };

    /// <summary>The title whatever year it speaks of.</summary>
    private static string Key(string title) => VietnameseText.TitleKey(AnyYear().Replace(title, ""));

    /// <summary>The year moved on where it stands alone; one that ends a term ("2021–2026") is left.</summary>
    public static string Moved(string text, int year) => Regex.Replace(text, $@"(?<!\d\s*[-–]\s*|\d){year}(?!\d|\s*[-–]\s*\d)", $"{year + 1}");

    /// <summary>All years of a time moved on: "12/2026 - 01/2027" too.</summary>
    public static string MovedTime(string phrase, int year) => AnyYear().Replace(phrase, y => Math.Abs(int.Parse(y.Value) - year) <= 1 ? $"{int.Parse(y.Value) + 1}" : y.Value);

    [GeneratedRegex(@"(?<!\d)(19|20)\d\d(?!\d)")]
    private static partial Regex AnyYear();
}
