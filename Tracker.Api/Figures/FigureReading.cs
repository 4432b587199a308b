using Tracker.Api.Pages;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Figures;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Text;

namespace Tracker.Api.Figures;

/// <summary>Figures as the API and the pages show them; the two differ only in where their links lead.</summary>
public sealed class FigureReading(Session session, Ask ask)
{
    /// <param name="path">Of the list that links lead to.</param>
    public async Task<FiguresAnswer> Read(
        string path, Scope scope, Programme? programme, Viewpoint view, GroupBy groupBy, Guid? unit, (DateOnly From, DateOnly To)? period, CancellationToken cancel)
    {
        var figures = await new FigureStore(session).Count(scope, view, groupBy, unit, period, cancel);
        var link = new Link(path, scope, view).With("unit", unit?.ToString());
        var groups = (await Groups(figures.Groups, groupBy, link, cancel)).ToLookup(g => g.Issued.Count + g.Added.Count + g.Total.Count > 0);
        return new(figures.Figures, link)
        {
            Projection = view.AsOf > ask.Today,
            Notices = [.. Notices(scope, programme, view)],
            Groups = [.. groups[true]],
            OnlyCooperating = [.. groups[false].Select(g => new CooperatingAnswer(g.Key, g.Name, g.Cooperating))],
            Period = figures.Period is { } happened && period is { } p ? PeriodAnswer.Of(happened, p.From, p.To, link) : null,
        };
    }

    /// <summary>How many items of N lack each of the fields that the council asks for; those that none lacks are left out.</summary>
    public async Task<IReadOnlyList<(ItemField Field, FigureAnswer Answer)>> Lacking(string path, Scope scope, Viewpoint view, Guid? unit, CancellationToken cancel)
    {
        var link = new Link(path, scope, view).With("unit", unit?.ToString()).With(Figure.Total);
        return [.. (await new FigureStore(session).Lacking(scope, view, unit, cancel)).OrderBy(l => l.Key)
            .Select(l => (l.Key, new FigureAnswer(l.Value, null, link.With("missing", Link.Name(l.Key)))))];
    }

    /// <summary>Sentences that the reader of these figures should see.</summary>
    public IEnumerable<string> Notices(Scope scope, Programme? programme, Viewpoint view)
    {
        if (scope.Origin == Origin.Programme && programme is not null && view.AsOf < programme.IssuedOn)
            yield return $"Ngày {Vietnamese.Day(view.AsOf)} trước ngày ban hành chương trình {programme.Number} ({Vietnamese.Day(programme.IssuedOn)}) nên chưa có nội dung nào. Hãy chọn ngày từ {Vietnamese.Day(programme.IssuedOn)} trở đi.";
        if (programme is not null && view.KnownAt < programme.RecordedAt)
            yield return $"Đến {Moments.Text(view.KnownAt)} chương trình {programme.Number} chưa được ghi vào hệ thống nên chưa có số liệu. Hãy chọn thời điểm từ {Moments.Text(programme.RecordedAt)} trở đi.";
        if (view.AsOf > ask.Today)
            yield return $"Ngày {Vietnamese.Day(view.AsOf)} chưa tới: đây là số liệu dự kiến, tính theo những gì đã ghi đến nay.";
    }

    private async Task<IReadOnlyList<GroupAnswer>> Groups(IReadOnlyList<FigureGroup> groups, GroupBy groupBy, Link link, CancellationToken cancel)
    {
        switch (groupBy)
        {
            case GroupBy.Unit:
                var units = (await ask.Units(cancel)).ToDictionary(u => u.Id.ToString());
                return [.. groups.OrderBy(g => units[g.Key].Position).ThenBy(g => units[g.Key].Name, VietnameseText.Collation)
                    .Select(g => new GroupAnswer(g, units[g.Key].Name, link, "unit"))];
            case GroupBy.Activity:
                return [.. groups.Select(g => (Group: g, Kind: Enum.Parse<ActivityKind>(g.Key, ignoreCase: true))).OrderBy(g => g.Kind)
                    .Select(g => new GroupAnswer(g.Group, g.Kind.Name(), link, "activity"))];
            case GroupBy.Month:
                return [.. groups.OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new GroupAnswer(g, MonthName(g.Key), link, "month"))];
            default:
                return [];
        }
    }

    private static string MonthName(string key) =>
        key == "none" ? "Không thời hạn" : $"Tháng {int.Parse(key[5..])}/{key[..4]}";
}
