using System.Text.RegularExpressions;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Domain.Imports;

/// <summary>What the cells of a column hold: how they are typed in a grid, and what an empty sheet offers.</summary>
public enum ListCell { Text, Long, Day, Number, Unit, Units, Choice, Tick }

/// <summary>A column of a list.</summary>
/// <param name="Name">As forms call it.</param>
/// <param name="Heading">As the page and the empty sheet head it.</param>
/// <param name="Others">Other headings that offices give it, separated by semicolons.</param>
public sealed partial record ListField(string Name, string Heading, string Others = "")
{
    public ListCell Kind { get; init; }
    public bool Required { get; init; }
    /// <summary>An empty cell takes what the name of its group says: "I. BAN PHÁP CHẾ".</summary>
    public bool FromGroup { get; init; }
    /// <summary>A bare number may stand there, so a first column that counts is no numbering.</summary>
    public bool MayCount { get; init; }
    public IReadOnlyList<string> Choices { get; init; } = [];
    /// <summary>In digits of the standard font.</summary>
    public double Width { get; init; } = 18;
    /// <summary>As requests of the API call it.</summary>
    public string Json { get => field ?? Name; init; } = null!;

    /// <summary>Whether a name alone in its row is a group's by this column, however it stands there.</summary>
    internal bool IsGroup(string name, UnitDirectory units) =>
        Said(name, units) is { } said && (Kind != ListCell.Choice || VietnameseText.TitleKey(said) == VietnameseText.TitleKey(name));

    /// <summary>What a group's name says for this column; null when it says nothing certain.</summary>
    internal string? Said(string group, UnitDirectory units)
    {
        if (!FromGroup)
            return null;
        var key = VietnameseText.TitleKey(group);
        return Kind switch
        {
            ListCell.Unit or ListCell.Units => units.Find(group) is UnitMatch.One one ? one.Unit.Name : null,
            ListCell.Choice => Choices.Where(c => key.Contains(VietnameseText.TitleKey(c), StringComparison.Ordinal)).ToArray() is [var choice] ? choice : null,
            _ => Article().IsMatch(key) ? group : null,
        };
    }

    [GeneratedRegex(@"^(dieu|khoan) \d")]
    private static partial Regex Article();
}

/// <summary>A list that offices keep in sheets: which columns it has, in which order they usually stand.</summary>
/// <param name="name">In addresses.</param>
/// <param name="title">Above an empty sheet of it.</param>
/// <param name="subject">The column without which nothing is a row of it.</param>
public sealed class ListShape(string name, string title, string subject, IReadOnlyList<ListField> fields)
{
    private const int Numbering = -1;

    private readonly Headings<int> _headings = new(
        Place(fields, "number") is >= 0 and var own ? own : Numbering, Place(fields, subject),
        fields.Select((f, place) => (place, $"{f.Heading};{f.Others}")).Append((Numbering, "TT; STT; Số TT; Số thứ tự; Thứ tự")));

    /// <summary>Rows that are taken at once.</summary>
    public int MostRows { get; init; } = 200;

    public string Name => name;
    public string Title => title;
    public string Subject => subject;
    public IReadOnlyList<ListField> Fields => fields;

    /// <summary>"Số, ký hiệu | Tên quy chế * | Ngày ký": the usual order, with what has to be there.</summary>
    public string Order => string.Join(" | ", fields.Select(f => f.Required ? $"{f.Heading} *" : f.Heading));

    public ListField this[string field] => fields.First(f => f.Name == field);

    /// <summary>The column that a complaint about a request's field belongs to; the subject's for what has none.</summary>
    public ListField Of(string json) => fields.FirstOrDefault(f => f.Json == json || f.Name == json) ?? this[subject];

    /// <summary>How many columns the sheet's header names; 0 when it has none.</summary>
    public int ColumnsIn(Sheet sheet) => _headings.Find(sheet)?.Columns.Count ?? 0;

    internal Headings<int> Headings => _headings;

    private static int Place(IReadOnlyList<ListField> fields, string field) => fields.Index().Where(f => f.Item.Name == field).Select(f => f.Index).FirstOrDefault(-1);
}
