using Tracker.Api.Figures;
using Tracker.Api.Imports;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Api.Items;

/// <summary>New items as rows: ad-hoc tasks, or contents of a programme.</summary>
/// <param name="otherwise">What holds for rows that don't say it: origin and programme, the day, the source, the paper.</param>
public sealed class TaskRows(NewItemRequest otherwise, ItemMaking making, Session session, Ask ask) : RowList<NewItemRequest>(otherwise.Origin == Origin.Adhoc ? Lists.Tasks : Lists.ProgrammeItems)
{
    private readonly Dictionary<int, IReadOnlyList<ItemRow>> _ofYear = [];

    protected override Task<IReadOnlyList<NewItemRequest>> Of(Fields row, CancellationToken cancel) => Task.FromResult<IReadOnlyList<NewItemRequest>>(
    [
        otherwise with
        {
            Title = row.Text("title") ?? "", LeadUnit = row.Text("leadUnit") ?? "", CooperatingUnits = Names(row.Text("cooperatingUnits")), Deliverable = row.Text("deliverable"),
            Number = row.Text("number"), Group = row.Text("group"), TimePhrase = row.Text("timePhrase"), On = row.Day("on") ?? otherwise.On, Source = row.Text("source") ?? otherwise.Source,
        },
    ]);

    /// <summary>Titles recur, so only the same one for the same unit from the same day is the same task.</summary>
    public override async Task<string?> There(NewItemRequest request, CancellationToken cancel)
    {
        if (request.Origin != Origin.Adhoc)
            return null;
        var (on, key) = (request.On ?? ask.Today, VietnameseText.TitleKey(request.Title));
        if (!_ofYear.TryGetValue(on.Year, out var items))
            _ofYear[on.Year] = items = (await new ItemStore(session).List(new() { Scopes = [new(on.Year, Origin.Adhoc)], PageSize = int.MaxValue }, new(Viewpoint.LastDay, session.Now), cancel)).Items;
        var lead = (await ask.Directory(cancel)).Find(request.LeadUnit) is UnitMatch.One one ? one.Unit : null;
        return lead is not null && items.Any(i => i.Facts.MemberFrom == on && i.Facts.LeadUnitId == lead.Id && VietnameseText.TitleKey(i.Facts.Title) == key)
            ? $"đã có nhiệm vụ này, giao {lead.Name} ngày {Vietnamese.Day(on)}." : null;
    }

    public override async Task<string> Record(IReadOnlyList<NewItemRequest> requests, CancellationToken cancel) => $"Đã ghi {(await making.RecordAll(requests, cancel)).Count} {otherwise.Origin.Noun()}.";
}
