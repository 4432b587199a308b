using Microsoft.AspNetCore.WebUtilities;
using Tracker.Api.Figures;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Coordination;
using Tracker.Db.Items;
using Tracker.Domain.Coordination;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Api.Coordination;

/// <summary>The coordination index and what it is made of, each with the address of exactly its items.</summary>
/// <param name="Due">On time + late + unmet.</param>
/// <param name="Index">On time / due: chỉ số phối hợp nội bộ.</param>
public sealed record DutyAnswers(FigureAnswer Due, FigureAnswer OnTime, FigureAnswer Late, FigureAnswer Unmet, FigureAnswer Index);

public sealed record PartyAnswer(Named Unit, DutyAnswers Figures);

/// <param name="Agreement">By number, or by title until it is signed.</param>
public sealed record AgreementDuties(Named Agreement, DutyAnswers Figures, IReadOnlyList<PartyAnswer> Parties);

/// <summary>The index over the due days from–to, both inclusive, as of a day and known at a moment.</summary>
/// <param name="Parties">Over all agreements.</param>
public sealed record CoordinationAnswer(
    DateOnly From, DateOnly To, DateOnly AsOf, DateTimeOffset KnownAt, int Definition, DutyAnswers Figures, IReadOnlyList<AgreementDuties> Agreements, IReadOnlyList<PartyAnswer> Parties);

/// <summary>The coordination index as the API and the pages show it; the two differ only in where their links lead.</summary>
public sealed class DutyReading(Session session, Ask ask)
{
    /// <summary>The days that the address names; the year of the day looked at where it names none.</summary>
    public (DateOnly From, DateOnly To) Period(DateOnly asOf)
    {
        var (from, to) = (ask.Day("from"), ask.Day("to"));
        if (from is null != to is null)
            throw Refused.BadRequest("bad-period", "Một kỳ cần cả ngày đầu (from) và ngày cuối (to).");
        if (from > to)
            throw Refused.BadRequest("bad-period", "Ngày đầu của kỳ (from) phải không sau ngày cuối (to).");
        return (from ?? new(asOf.Year, 1, 1), to ?? new(asOf.Year, 12, 31));
    }

    /// <param name="path">Of the list that links lead to.</param>
    public async Task<CoordinationAnswer> Read(string path, Viewpoint view, DateOnly from, DateOnly to, Guid? agreement, Guid? unit, CancellationToken cancel)
    {
        var scopes = await new ItemStore(session).Scopes(Origin.Coordination, cancel);
        var counted = await new DutyStore(session).Count(scopes, view, from, to, agreement, unit, cancel);
        var agreements = (await new AgreementStore(session).All(view.KnownAt, cancel)).ToDictionary(a => a.Id, a => a.Name);
        var units = (await ask.Units(cancel)).ToDictionary(u => u.Id);
        return new(
            from, to, view.AsOf, view.KnownAt, Counting.Definition, Answers(DutyCounts.Sum(counted.Select(c => c.Counts)), agreement, unit),
            [
                .. counted.GroupBy(c => c.AgreementId)
                    .Select(g => new AgreementDuties(new(g.Key, agreements.GetValueOrDefault(g.Key, "quy chế đã gỡ")), Answers(DutyCounts.Sum(g.Select(c => c.Counts)), g.Key, unit), Parties(g, g.Key)))
                    .OrderBy(a => a.Agreement.Name, VietnameseText.Collation),
            ],
            Parties(counted, agreement));

        IReadOnlyList<PartyAnswer> Parties(IEnumerable<PartyDuties> duties, Guid? of) =>
        [
            .. duties.GroupBy(d => d.UnitId).OrderBy(g => units[g.Key].Position).ThenBy(g => units[g.Key].Name, VietnameseText.Collation)
                .Select(g => new PartyAnswer(new(g.Key, units[g.Key].Name), Answers(DutyCounts.Sum(g.Select(d => d.Counts)), of, g.Key))),
        ];

        DutyAnswers Answers(DutyCounts counts, Guid? of, Guid? by)
        {
            string Items(DutyFigure figure) => QueryHelpers.AddQueryString(path, new Dictionary<string, string?>
            {
                ["origin"] = Link.Name(Origin.Coordination), ["duty"] = Link.Name(figure), ["from"] = from.ToString("O"), ["to"] = to.ToString("O"), ["agreement"] = of?.ToString(), ["unit"] = by?.ToString(),
                ["asOf"] = view.AsOf.ToString("O"), ["knownAt"] = Link.Text(view.KnownAt),
            }.Where(p => p.Value is not null));
            FigureAnswer Answer(DutyFigure figure, Share? share) => new(counts[figure], share?.Of, share?.Value, share?.Text, Items(figure));
            Share Part(DutyFigure figure) => new(counts[figure], counts.Due);
            return new(
                Answer(DutyFigure.Due, null), Answer(DutyFigure.OnTime, Part(DutyFigure.OnTime)), Answer(DutyFigure.Late, Part(DutyFigure.Late)), Answer(DutyFigure.Unmet, Part(DutyFigure.Unmet)),
                Answer(DutyFigure.OnTime, counts.Index));
        }
    }
}
