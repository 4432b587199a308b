using Tracker.Domain.Text;

namespace Tracker.Domain.Schedules;

/// <summary>Periods and spans of periods as a phrase lists them: "Tháng 3, 9", "Quý II-III", "12/2018 - 01/2019", "15-16/6".</summary>
internal sealed class PeriodList
{
    private readonly record struct Item(Period From, Period? To);

    /// <summary>An item with its days; <c>Grain</c> is null for a span of periods.</summary>
    private readonly record struct Stretch(DateOnly First, DateOnly Last, Grain? Grain)
    {
        public DueSpan Span => new(Grain == Schedules.Grain.Day ? null : First, Last);
    }

    private readonly List<Item> items = [];

    /// <summary>Reads as many as follow each other; null, and nothing taken, where none stands.</summary>
    public static PeriodList? Read(TokenReader tokens)
    {
        if (Period.Read(tokens, before: null) is not { } first) return null;

        var list = new PeriodList();
        list.items.Add(new(first, null));
        while (list.ReadNext(tokens)) { }
        return list;
    }

    /// <summary>Neighbours are one span ("Tháng 5, 6"); others are an occurrence each ("Tháng 3, 9", "Tháng 3, 4, 9"),
    /// and so are all twelve months or all four quarters one by one.</summary>
    public TimeReading? Spans(int year) => Resolve(year, stretches =>
        AreNeighbours(stretches) && !IsWholeYear(stretches)
            ? [new(stretches[0].First, stretches[^1].Last)]
            : stretches.Select(stretch => stretch.Span));

    /// <summary>Exactly one span of periods: "(từ) tháng 5 đến tháng 6".</summary>
    public TimeReading? Range(int year) => items is [{ To: not null }] ? Spans(year) : null;

    /// <summary>Each of the days listed; null where something else is listed.</summary>
    public TimeReading? Days(int year) => AreDays ? Resolve(year, stretches => stretches.Select(stretch => stretch.Span)) : null;

    /// <summary>Due the day before one period, or before each of several days; "before" a span says nothing certain.</summary>
    public TimeReading? DaysBefore(int year) =>
        AreDays || items is [{ To: null }]
            ? Resolve(year, stretches => stretches.Select(stretch => new DueSpan(null, stretch.First.AddDays(-1))))
            : null;

    private bool AreDays => items.TrueForAll(item => item is { From.Grain: Grain.Day, To: null });

    private bool ReadNext(TokenReader tokens)
    {
        var start = tokens.Position;
        var last = items[^1].To ?? items[^1].From;
        if (tokens.Take('-') || tokens.TakeAny("den het", "den", "toi"))
        {
            if (items[^1].To is null && Period.Read(tokens, last.Grain) is { } to)
            {
                items[^1] = items[^1] with { To = to };
                return true;
            }
        }
        else if (TakeComma(tokens) && Period.Read(tokens, last.Grain) is { } from)
        {
            items.Add(new(from, null));
            return true;
        }
        tokens.Position = start;
        return false;
    }

    private static bool TakeComma(TokenReader tokens)
    {
        var sign = tokens.Take(',') || tokens.Take(';') || tokens.Take('+') || tokens.Take('&');
        return tokens.Take("va") || sign;
    }

    private TimeReading? Resolve(int year, Func<List<Stretch>, IEnumerable<DueSpan>> spans)
    {
        if (WithYears(year) is not { } dated) return null;

        var stretches = new List<Stretch>();
        foreach (var (from, to) in dated)
        {
            if (from.Bounds is not { } first) return new TimeReading.ImpossibleDay(from.Day!.Text);
            if (to is null)
            {
                stretches.Add(new(first.First, first.Last, from.Grain));
                continue;
            }
            if (to.Bounds is not { } last) return new TimeReading.ImpossibleDay(to.Day!.Text);
            if (last.First <= first.First || last.Last <= first.Last) return null;
            stretches.Add(new(first.First, last.Last, null));
        }
        var ascending = stretches.Zip(stretches.Skip(1)).All(pair => pair.First.Last < pair.Second.First);
        return ascending ? new TimeReading.Due([.. spans(stretches)], Provisional: false) : null;
    }

    private static bool AreNeighbours(List<Stretch> stretches) =>
        stretches.Count > 1
        && stretches.TrueForAll(stretch => stretch.Grain is not null)
        && stretches.Zip(stretches.Skip(1)).All(pair => pair.First.Last.AddDays(1) == pair.Second.First);

    private static bool IsWholeYear(List<Stretch> stretches) =>
        (stretches[0].Grain, stretches.Count) is (Grain.Month, 12) or (Grain.Quarter, 4);

    /// <summary>A year (or a day's month) holds for what stands before it as well: "Tháng 5-6/2019", "15-16/6". Null where that leaves it open.</summary>
    private List<Item>? WithYears(int programmeYear)
    {
        var result = new List<Item>();
        Period? next = null;
        foreach (var item in Enumerable.Reverse(items))
        {
            var to = item.To is null ? null : Complete(item.To, next, programmeYear);
            if (item.To is not null && to is null) return null;
            if (Complete(item.From, to ?? next, programmeYear) is not { } begin) return null;
            if (to is not null && item.From.Year is null && item.To!.Year is not null && begin.Bounds?.First > to.Bounds?.Last)
            {
                // "Tháng 11 - 2/2020" can only begin in the year before.
                begin = begin with { Year = begin.Year - 1 };
            }
            result.Insert(0, new(begin, to));
            next = begin;
        }
        return result;
    }

    private Period? Complete(Period period, Period? next, int programmeYear)
    {
        if (period.Day is { Month: null })
        {
            if (next?.Day is not { } day) return null;
            period = period with { Day = period.Day with { Month = day.Month } };
        }
        if (period.Year is not null) return period;
        if (next is null && WrittenYears.Any(year => year != programmeYear)) return null;
        return period with { Year = next?.Year ?? programmeYear };
    }

    private IEnumerable<int> WrittenYears => items.SelectMany(item => (int?[])[item.From.Year, item.To?.Year]).OfType<int>();
}
