using Tracker.Api.Coordination;
using Tracker.Api.Figures;
using Tracker.Api.Pages;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Api.Items;

/// <summary>Says what a list shows, so that a printed page can be read without its address.</summary>
public sealed class ItemListWords(ItemList list)
{
    private ItemQuery Query => list.Query;

    /// <summary>"nội dung quá hạn", after their number.</summary>
    public string Subject => string.Join(' ', new[] { list.Origin.Noun() + list.Origin switch { Origin.Adhoc => " phát sinh", Origin.Coordination => " phối hợp", _ => "" } }
        .Concat(Query.Figures.Select(f => f.Phrase()))
        .Concat(Query.Duty is { } duty ? [$"{duty.Phrase()}, hạn {Within()}"] : Array.Empty<string>())
        .Concat(Query.Event is { } e ? [$"{e.Phrase()} {Within()}"] : Array.Empty<string>())
        .Where(t => t.Length > 0));

    /// <summary>With their number.</summary>
    public string Heading => $"{Vietnamese.Number(list.Page.Total)} {Subject}";

    /// <summary>For a file and its sheet.</summary>
    public string Short => list.Origin switch { Origin.Adhoc => "Phát sinh", Origin.Coordination => "Phối hợp", _ => "Chương trình" };

    /// <summary>Whose, on which day, and how narrowed.</summary>
    public string Shown => string.Join(" · ", new[]
    {
        Whose,
        $"tính đến hết ngày {Vietnamese.Day(list.Frame.View.AsOf)}{(list.Figures.Projection ? " (dự kiến)" : "")}",
        list.Frame.IsLookingBack ? $"theo những gì đã ghi đến {Moments.Text(list.Frame.View.KnownAt)}" : null,
    }.Where(t => t is not null));

    /// <summary>Whose, and how narrowed.</summary>
    public string Whose => string.Join(" · ", new[]
    {
        list.OfEveryYear ? "Mọi năm" : list.Origin != Origin.Programme ? $"Năm {list.Frame.Year}" : list.Frame.Programme is { } p ? $"Chương trình {p.Number} năm {p.Year}" : null,
        Agreement,
        Query.Unit is { } unit ? $"{Name(unit)} chủ trì" : null,
        Query.CooperatingUnit is { } cooperating ? $"{Name(cooperating)} phối hợp" : null,
        Query.Activity?.Name(),
        Query.Group,
        Leader,
        Officer,
        Month,
        DueTo,
        Query.Search is { } words ? $"có chữ “{words}”" : null,
    }.Where(t => t is not null));

    /// <summary>What narrows the list beside the figure, the unit and the search, with the parameters to take away.</summary>
    public IEnumerable<(string Text, string[] Parameters)> Narrowed()
    {
        if (Query.CooperatingUnit is { } cooperating)
            yield return ($"{Name(cooperating)} phối hợp", ["cooperatingUnit"]);
        if (Agreement is { } agreement)
            yield return (agreement, ["agreement"]);
        if (Query.Duty is { } duty)
            yield return ($"{duty.Phrase()}, hạn {Within()}", ["duty", "from", "to"]);
        if (Query.Activity is { } activity)
            yield return (activity.Name(), ["activity"]);
        if (Query.Group is { } group)
            yield return (group, ["group"]);
        if (Leader is { } leader)
            yield return (leader, ["leader"]);
        if (Officer is { } officer)
            yield return (officer, ["officer"]);
        if (Month is { } month)
            yield return (month, ["month"]);
        if (DueTo is { } dueTo)
            yield return (dueTo, ["dueTo"]);
        if (Query.Event is { } e)
            yield return ($"{e.Phrase()} {Within()}", ["event", "from", "to"]);
        if (Query.Search is { } words)
            yield return ($"có chữ “{words}”", ["q"]);
    }

    private string? Agreement => Query.Agreement is { } id ? list.Agreements.Where(a => a.Id == id).Select(a => a.Name).FirstOrDefault() ?? "một quy chế không còn" : null;

    private string? Leader => Query.ResponsibleLeader is { } leader ? $"lãnh đạo phụ trách {leader}" : null;

    private string? Officer => Query.Officer is { } officer ? $"chuyên viên theo dõi {officer}" : null;

    private string? Month => Query.Month switch
    {
        null => null,
        "none" => "không thời hạn",
        { Length: 7 } m => $"thời hạn trong tháng {int.Parse(m[5..])}/{m[..4]}",
        var m => $"thời hạn trong {m}",
    };

    private string? DueTo => Query.DueTo is { } day ? $"thời hạn đến hết ngày {Vietnamese.Day(day)}" : null;

    private string Within() => (Query.From, Query.To) switch
    {
        ({ } from, { } to) => $"từ {Vietnamese.Day(from)} đến {Vietnamese.Day(to)}",
        ({ } from, null) => $"từ {Vietnamese.Day(from)}",
        (null, { } to) => $"đến {Vietnamese.Day(to)}",
        _ => "",
    };

    private string Name(Guid unit) => list.UnitName(unit);

    /// <summary>Figures whose lists are offered beside this one: the usual ones, and those that count something.</summary>
    public IEnumerable<(Figure Figure, FigureAnswer Answer)> Offered()
    {
        var f = list.OfUnit;
        (Figure Figure, FigureAnswer Answer, bool Always)[] all =
        [
            (Figure.Total, f.Total, true),
            (Figure.Completed, f.Completed, true),
            (Figure.OnTime, f.OnTime, false),
            (Figure.Late, f.Late, false),
            (Figure.Overdue, f.Overdue, true),
            (Figure.DueSoon, f.DueSoon, true),
            (Figure.NotDue, f.NotDue, true),
            (Figure.NoDeadline, f.NoDeadline, false),
            (Figure.InProgress, f.InProgress, false),
            (Figure.NotStarted, f.NotStarted, false),
            (Figure.Reported, f.Reported, false),
            (Figure.CarriedOver, f.CarriedOver, false),
            (Figure.Added, f.Added, false),
            (Figure.Withdrawn, f.Withdrawn, false),
            (Figure.Formed, f.Formed, false),
            (Figure.Dissolved, f.Dissolved, false),
            (Figure.CompletedWithoutDeadline, f.CompletedWithoutDeadline, false),
        ];
        return all.Where(o => o.Always || o.Answer.Count > 0 || Query.Figures.Contains(o.Figure)).Select(o => (o.Figure, o.Answer));
    }
}
