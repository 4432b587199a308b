using Tracker.Domain.Items;

namespace Tracker.Tests.Items;

/// <summary>A made-up course of events, and from where it is looked at. Everything in it is relative, so any part may be left out and the rest still makes sense.</summary>
internal sealed record History(IReadOnlyList<Step> Steps, IReadOnlyList<Glance> Glances)
{
    public static readonly Guid[] Units = [.. Enumerable.Range(1, 4).Select(n => Id("u", n))];

    /// <summary>Two programmes of one year, one of the next, and a year's ad-hoc tasks.</summary>
    public static readonly (Guid Id, int Year)[] Programmes = [(Id("a", 1), 2019), (Id("a", 2), 2019), (Id("a", 3), 2020)];

    public static readonly Scope[] Scopes =
    [
        new(2019, Origin.Programme, Programmes[0].Id), new(2019, Origin.Programme, Programmes[1].Id), new(2020, Origin.Programme, Programmes[2].Id),
        new(2019, Origin.Adhoc), new(2019, Origin.Programme),
    ];

    public static Guid Id(string kind, int number) => Guid.Parse($"{kind[0] switch { 'u' => 1, 'a' => 2, _ => 3 }:00000000}-0000-7000-8000-{number:000000000000}");

    public override string ToString() => string.Join('\n', Steps.Cast<object>().Concat(Glances));
}

/// <summary>What is recorded together, some microseconds after the step before; 0 is the same moment.</summary>
internal sealed record Step(int Later, IReadOnlyList<Act> Acts)
{
    public override string ToString() => $"+{Later}µs {string.Join("\n    ", Acts)}";
}

/// <summary>Numbers pick among what is there when it comes to that.</summary>
internal abstract record Act
{
    /// <summary>A new item, in the scope picked.</summary>
    public sealed record Born(int Scope, Membership Membership, IReadOnlyList<(DateOnly On, Change Change)> Entries) : Act
    {
        public override string ToString() => $"Born {Scope} {Membership}: {string.Join("; ", Entries)}";
    }

    /// <summary>Said of an item that is there.</summary>
    public sealed record Said(int Item, DateOnly On, Change Change, int? Supersedes, string? Document) : Act;

    /// <summary>An item split, or merged with others, into new ones.</summary>
    public sealed record Became(int Item, DateOnly On, Ending Ending, IReadOnlyList<Born> Into) : Act
    {
        public override string ToString() => $"Became {Item} {On} {Ending} {string.Join(" & ", Into)}";
    }
}

/// <summary>A look at a scope: as of a day, as known a little before, at or after one of the moments of recording; and a period.</summary>
internal sealed record Glance(int Scope, DateOnly AsOf, int Moment, int Microseconds, DateOnly From, DateOnly To, int Unit);
