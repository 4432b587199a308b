using Tracker.Domain.Figures;

namespace Tracker.Api.Figures;

/// <summary>One part of N: how many, what it is called, and the style that tells it from the others by colour and pattern.</summary>
public sealed record FigurePart(Figure Figure, FigureAnswer Answer, string Style)
{
    public string Name => Figure.Name();
}

/// <summary>The parts that a total is made of, in the order in which they are always shown; they add up to it.</summary>
public static class FigureParts
{
    private static readonly Figure[] AlwaysNamed = [Figure.OnTime, Figure.Late, Figure.Overdue, Figure.NotDue];

    public static IReadOnlyList<FigurePart> Parts(this FigureAnswers f) =>
    [
        new(Figure.OnTime, f.OnTime, "done"),
        new(Figure.Late, f.Late, "late"),
        new(Figure.CompletedWithoutDeadline, f.CompletedWithoutDeadline, "undated"),
        new(Figure.Overdue, f.Overdue, "over"),
        new(Figure.NotDue, f.NotDue, "open"),
        new(Figure.NoDeadline, f.NoDeadline, "free"),
        new(Figure.CarriedOver, f.CarriedOver, "carry"),
    ];

    /// <summary>For legends and table heads: the four that everybody asks for, and the others where there are any.</summary>
    public static IReadOnlyList<FigurePart> NamedParts(this FigureAnswers f) =>
        [.. f.Parts().Where(p => p.Answer.Count > 0 || AlwaysNamed.Contains(p.Figure))];

    /// <summary>In one sentence, for those who don't see the bar.</summary>
    public static string Spoken(this FigureAnswers f) =>
        string.Join(", ", f.NamedParts().Select(p => $"{Domain.Text.Vietnamese.Number(p.Answer.Count)} {p.Name.ToLowerInvariant()}"));
}
