using System.Security.Cryptography;
using System.Text.Json;
using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Db.Programmes;
using Tracker.Db.Seals;
using Tracker.Domain;
using Tracker.Domain.Councils;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Reports;
using Tracker.Domain.Seals;
using Tracker.Jobs.Reports;

namespace Tracker.Jobs.Seals;

/// <summary>What is to be published.</summary>
/// <param name="Title">Empty takes the usual one.</param>
/// <param name="Number">Of the paper; empty where it has none yet.</param>
/// <param name="Supersedes">Code of the seal in whose place this one stands, with the reason.</param>
public sealed record SealAsked(Guid Programme, ReportPeriod Period, DateOnly AsOf, string Title = "", string Number = "", string? Supersedes = null, string? Reason = null);

/// <summary>Publishes figures, in the session's transaction.</summary>
public sealed class Sealing(Session session)
{
    private readonly SealStore _seals = new(session);

    /// <exception cref="RuleBroken"/>
    public async Task<Seal> Publish(SealAsked asked, Guid? accountId, CancellationToken cancel = default)
    {
        var moment = await _seals.Hold(cancel);
        var view = new Viewpoint(asked.AsOf, moment);
        var programme = await new ProgrammeStore(session).Find(asked.Programme, view, cancel) ?? throw new RuleBroken("Chương trình này không còn trong hệ thống.", "no-programme");
        Seal.CheckDay(programme, asked.Period, asked.AsOf, Council.DayOf(moment));
        var earlier = asked.Supersedes is { } code ? await _seals.Find(code, cancel) ?? throw new RuleBroken($"Không có số liệu đã công bố nào mang mã “{code}”.", "no-seal") : null;
        earlier?.CheckSuperseding(asked.Programme);

        var data = await GiaoBanData.Read(session, programme, asked.Period, view, cancel);
        data = data with { Causes = await Causes.Read(session, data, cancel) };
        var title = asked.Title.Length > 0 ? asked.Title : GiaoBanWording.UsualTitle(data.ProgrammeName(), asked.Period);
        var content = JsonSerializer.Serialize(data, Database.Json);
        var items = await Items(session, data, cancel);
        while (true)
        {
            var seal = new Seal(
                Guid.CreateVersion7(), RandomNumberGenerator.GetString(SealCode.Alphabet, SealCode.Length), programme.Id, programme.Year, title, asked.Number, asked.Period, view,
                Counting.Definition, null, earlier?.Code, earlier is null ? null : asked.Reason, null);
            if (await _seals.Add(seal, content, items, accountId, earlier?.Id, cancel))
                return await _seals.Find(seal.Code, cancel) ?? seal;
        }
    }

    /// <summary>Which items stand behind the figures, by the definition, in order of place and id.</summary>
    public static async Task<IReadOnlyList<SealedItem>> Items(Session session, GiaoBanData data, CancellationToken cancel = default)
    {
        var store = new ItemStore(session);
        var all = new List<SealedItem>();
        foreach (var (place, (scope, view)) in data.Sets.Index())
        {
            async Task<IReadOnlyList<ItemRow>> List(PeriodEvent? what) => (await store.List(
                new() { Scopes = [scope], Event = what, From = what is null ? null : data.Period.From, To = what is null ? null : data.Period.To, PageSize = int.MaxValue }, view, cancel)).Items;
            var happened = new Dictionary<PeriodEvent, HashSet<Guid>>();
            // Of earlier years nothing is said about the period.
            foreach (var what in scope.Year == data.Programme.Year ? Enum.GetValues<PeriodEvent>() : [])
                happened[what] = [.. (await List(what)).Select(i => i.Id)];
            all.AddRange((await List(null)).Select(i => new SealedItem(
                place, i.Id, i.Facts.LeadUnitId,
                [.. Enum.GetValues<Figure>().Where(f => f.Counts(i.Facts, view.AsOf))],
                [.. happened.Where(h => h.Value.Contains(i.Id)).Select(h => h.Key)])));
        }
        return [.. all.OrderBy(i => i.Place).ThenBy(i => i.ItemId.ToString(), StringComparer.Ordinal)];
    }
}
