using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>A stored item and what is known about it now. Facts are folded from the whole history, so the last ones are kept.</summary>
internal sealed class KnownItem
{
    private readonly ItemHistory _history;
    private readonly DateOnly _lastChange;
    private (DateOnly Day, ItemFacts? Facts) _at;

    private readonly DateTimeOffset _knownAt;

    /// <param name="asOf">The file's day.</param>
    /// <param name="knownAt">What was recorded later isn't known; null for everything.</param>
    public KnownItem(ExistingItem item, DateOnly asOf, DateTimeOffset? knownAt = null)
    {
        (Item, _history, _knownAt) = (item, new(item.Entries), knownAt ?? DateTimeOffset.MaxValue);
        _lastChange = item.Entries.Count == 0 ? asOf : item.Entries.Max(e => e.EffectiveOn);
        _at = (asOf, _history.At(asOf, _knownAt));
        Facts = _at.Facts ?? AtLast();
    }

    public ExistingItem Item { get; }
    public Guid Id => Item.Id;

    /// <summary>As of the file's day, or as it will be where it isn't there yet on that day; null for a void item.</summary>
    public ItemFacts? Facts { get; }

    public ItemFacts? At(DateOnly day)
    {
        if (_at.Day != day)
            _at = (day, _history.At(day, _knownAt));
        return _at.Facts;
    }

    /// <summary>After everything that is recorded has taken effect.</summary>
    public ItemFacts? AtLast() => _lastChange <= _at.Day ? _at.Facts : _history.At(DateOnly.MaxValue, _knownAt);

    /// <summary>"12. Giám sát …".</summary>
    public string Label => Facts!.Number.Length > 0 ? $"{Facts.Number}. {Facts.Title}" : Facts.Title;
}

/// <summary>Which stored item a row is about, as far as the row itself tells.</summary>
/// <param name="Item">Null when none fits, or more than one.</param>
/// <param name="Nearly">Its title differs by a slip of the pen: to be confirmed.</param>
/// <param name="Likely">What it may be about otherwise.</param>
/// <param name="Titled">Whether <paramref name="Likely"/> bear the row's title; else its number.</param>
internal sealed record RowMatch(KnownItem? Item, bool Nearly, IReadOnlyList<KnownItem> Likely, bool Titled);

/// <summary>Stored items by what a row may name them with.</summary>
internal sealed class ItemIndex
{
    private readonly Dictionary<Guid, KnownItem> _byId = [];
    private readonly Dictionary<string, List<KnownItem>> _byTitle = [];
    private readonly Dictionary<string, List<KnownItem>> _byNumber = [];

    /// <summary>Void items are left out: a row can't be about them.</summary>
    public ItemIndex(IEnumerable<ExistingItem> items, DateOnly asOf, DateTimeOffset? knownAt = null)
    {
        foreach (var item in items)
        {
            var known = new KnownItem(item, asOf, knownAt);
            if (known.Facts is not { } facts)
                continue;
            _byId[item.Id] = known;
            Add(_byTitle, VietnameseText.TitleKey(facts.Title), known);
            Add(_byNumber, Numbering.Key(facts.Number), known);
        }
    }

    public IEnumerable<KnownItem> All => _byId.Values;

    /// <summary>By title, told apart by number, lead and group; else by number where the title is nearly the same.</summary>
    /// <param name="found">Items that other rows are about already; null where several rows may be about one.</param>
    public RowMatch Match(ReadRow row, IReadOnlySet<Guid>? found = null)
    {
        IReadOnlyList<KnownItem> Left(IReadOnlyList<KnownItem> items) => found is null ? items : [.. items.Where(i => !found.Contains(i.Id))];
        var titled = Left(Titled(row.Title));
        if (titled.Count > 0)
            return new(titled is [var one] ? one : ToldApart(row, titled), false, titled, true);
        var numbered = Left(Numbered(row.Number));
        return row.Number.Length > 0 && numbered.Where(i => NearTitles.Are(i.Facts!.Title, row.Title)).ToArray() is [var near]
            ? new(near, true, numbered, false)
            : new(null, false, numbered, false);
    }

    /// <summary>By number, then by lead, then by group. A number that names one item while the lead is another's tells nothing.</summary>
    private static KnownItem? ToldApart(ReadRow row, IReadOnlyList<KnownItem> titled)
    {
        bool LeadFits(KnownItem item) => row.Lead is null || row.Lead == item.Facts!.LeadUnitId;
        var number = Numbering.Key(row.Number);
        if (titled.Where(i => number.Length > 0 && Numbering.Key(i.Facts!.Number) == number).ToArray() is [var numbered] && LeadFits(numbered))
            return numbered;
        var led = titled.Where(LeadFits).ToArray();
        if (led is [var one])
            return one;
        var group = VietnameseText.TitleKey(row.Group);
        return group.Length > 0 && led.Where(i => VietnameseText.TitleKey(i.Facts!.GroupName) == group).ToArray() is [var grouped] ? grouped : null;
    }

    public IReadOnlyList<KnownItem> Titled(string title) => _byTitle.GetValueOrDefault(VietnameseText.TitleKey(title)) ?? [];

    public IReadOnlyList<KnownItem> Numbered(string number) => _byNumber.GetValueOrDefault(Numbering.Key(number)) ?? [];

    /// <summary>The item that an answer means by its id, its number, its title or both; null when none or more than one fits.</summary>
    public KnownItem? Meant(string? value)
    {
        if (Guid.TryParse(value, out var id))
            return _byId.GetValueOrDefault(id);
        var text = VietnameseText.Normalize(value);
        if (Numbered(text) is [var numbered] && text.Length > 0)
            return numbered;
        if (Titled(text) is [var titled])
            return titled;
        var (mark, title) = Marks.Split(text);
        return Titled(title).Where(i => Numbering.Key(i.Facts!.Number) == Numbering.Key(mark)).ToArray() is [var both] ? both : null;
    }

    private static void Add(Dictionary<string, List<KnownItem>> index, string key, KnownItem item)
    {
        if (!index.TryGetValue(key, out var items))
            index[key] = items = [];
        items.Add(item);
    }
}

/// <summary>Titles that differ by a slip of the pen.</summary>
internal static class NearTitles
{
    /// <summary>Whole pages are compared in vain, and slowly.</summary>
    private const int LongestCompared = 500;

    /// <summary>At most a sixth of the letters differ (edit distance), accents and punctuation aside.</summary>
    public static bool Are(string one, string other)
    {
        var (a, b) = (VietnameseText.TitleKey(one), VietnameseText.TitleKey(other));
        var limit = Math.Max(a.Length, b.Length) / 6;
        return Math.Max(a.Length, b.Length) <= LongestCompared && Math.Abs(a.Length - b.Length) <= limit && IsWithin(a, b, limit);
    }

    private static bool IsWithin(string a, string b, int limit)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, least) = (row[0], row[0] = i);
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
                least = Math.Min(least, row[j]);
            }
            if (least > limit)
                return false;
        }
        return row[^1] <= limit;
    }
}
