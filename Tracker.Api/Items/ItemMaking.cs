using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Items;
using Tracker.Db.Programmes;
using Tracker.Domain.Councils;
using Tracker.Domain.Documents;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Schedules;
using Tracker.Domain.Text;

namespace Tracker.Api.Items;

/// <summary>An item that is to be made.</summary>
/// <param name="On">First day on which it counts.</param>
public sealed record ItemPlan(NewItem Item, DateOnly On, IReadOnlyList<NewEntry> Entries)
{
    /// <summary>Of its first occurrence; null for no deadline.</summary>
    public DateOnly? DueOn => Entries.Min(e => (e.Change as Change.Scheduled)?.DueOn);
}

/// <summary>Items made by hand, and attributes as people write them.</summary>
public sealed class ItemMaking(Session session, Ask ask, CurrentUser user, ItemWriting items)
{
    // Looked up once for all the rows of a request.
    private Programme? _programme;
    private CouncilSettings? _settings;

    /// <summary>Records a new item and answers with it.</summary>
    public async Task<Written> Make(NewItemRequest request, CancellationToken cancel)
    {
        var (id, on) = await Record(request, cancel);
        return (await items.Now(id, on, cancel)) with { Location = $"/api/items/{id}" };
    }

    /// <summary>Records all of them or none.</summary>
    /// <exception cref="Refused">Its errors are named <c>field.place</c>.</exception>
    public async Task<IReadOnlyList<ItemPlan>> RecordAll(IReadOnlyList<NewItemRequest>? requests, CancellationToken cancel)
    {
        var plans = await Several.Each(requests, Lists.Tasks.MostRows, request => Plan(request, cancel));
        await Record(plans, cancel);
        return plans;
    }

    /// <summary>The same for those who don't need the item as it then is.</summary>
    /// <returns>The item, and the first day on which it counts.</returns>
    public async Task<(Guid Id, DateOnly On)> Record(NewItemRequest request, CancellationToken cancel)
    {
        var plan = await Plan(request, cancel);
        await Record([plan], cancel);
        return (plan.Item.Id, plan.On);
    }

    /// <summary>Makes all of them, or none when it throws.</summary>
    public Task Record(IReadOnlyCollection<ItemPlan> plans, CancellationToken cancel) =>
        plans.Count == 0 ? Task.CompletedTask : new ItemRecorder(session).Record([.. plans.Select(p => p.Item)], [.. plans.SelectMany(p => p.Entries)], new(user.AccountId), cancel: cancel);

    /// <summary>What a request comes to; nothing is recorded yet.</summary>
    public async Task<ItemPlan> Plan(NewItemRequest request, CancellationToken cancel)
    {
        new NewItemValidator().Check(request);
        if (string.IsNullOrWhiteSpace(request.Document))
            request = request with { Document = null };
        if (VietnameseText.Normalize(request.Document).Length > DocumentNumber.Longest)
            throw new Domain.RuleBroken(DocumentNumber.TooLong, "document-too-long");
        var programme = await Programme(request, cancel);
        var on = request.On ?? (programme is not null && request.Document is null ? programme.IssuedOn : ask.Today);
        if (on > ask.Today)
            throw Refused.BadRequest("in-future", $"Ngày {Vietnamese.Day(on)} chưa tới; hãy ghi ngày giao hoặc ngày hiệu lực đã qua.").About("on");
        if (on < programme?.IssuedOn)
            throw Refused.BadRequest("too-early", $"Điều chỉnh không thể có hiệu lực trước ngày ban hành chương trình {Vietnamese.Day(programme.IssuedOn)}.");

        var item = new NewItem(Guid.CreateVersion7(), request.Origin, programme?.Year ?? on.Year, programme?.Id);
        var described = (await Described(new()
        {
            Title = request.Title, LeadUnit = request.LeadUnit, CooperatingUnits = request.CooperatingUnits, ResponsibleLeader = request.ResponsibleLeader,
            Officer = request.Officer, Deliverable = request.Deliverable, ActivityKind = request.ActivityKind ?? ActivityKinds.Guess(request.Title), Note = request.Note,
        }, cancel)) with { Number = request.Number?.Trim(), Group = request.Group?.Trim(), Source = request.Source?.Trim() };
        var membership = programme is not null && request.Document is not null ? Membership.Added : Membership.Issued;
        return new(item, on,
        [
            new(item.Id, on, new Change.Joined(membership), null, request.Document),
            new(item.Id, on, described, null, request.Document),
            .. (await Schedule(request.TimePhrase, request.DueOn, item.Year, cancel)).Select(s => new NewEntry(item.Id, on, s, null, request.Document)),
        ]);
    }

    public async Task<Change.Described> Described(ItemChange change, CancellationToken cancel)
    {
        var cooperating = new List<Guid>();
        foreach (var unit in change.CooperatingUnits ?? [])
            cooperating.Add((await ask.FindUnit(unit, "cooperatingUnits", cancel)).Id);
        return new()
        {
            Title = change.Title is null ? null : VietnameseText.Normalize(change.Title),
            LeadUnitId = change.LeadUnit is null ? null : (await ask.FindUnit(change.LeadUnit, "leadUnit", cancel)).Id,
            CooperatingUnitIds = change.CooperatingUnits is null ? null : [.. cooperating.Distinct()],
            ResponsibleLeader = change.ResponsibleLeader?.Trim(),
            Officer = change.Officer?.Trim(),
            Deliverable = change.Deliverable?.Trim(),
            ActivityKind = change.ActivityKind,
            Note = change.Note?.Trim(),
        };
    }

    private async Task<Programme?> Programme(NewItemRequest request, CancellationToken cancel)
    {
        if (request.Origin != Origin.Programme)
            return null;
        var id = request.Programme ?? throw Refused.BadRequest("no-programme", "Nội dung của chương trình cần mã chương trình (programme); nhiệm vụ phát sinh ghi origin là adhoc.");
        var programme = _programme?.Id == id ? _programme : _programme = await new ProgrammeStore(session).Find(id, new(Viewpoint.LastDay, session.Now), cancel) ?? throw Refused.NotFound($"chương trình “{id}”");
        return programme.ClosedOn is { } closed
            ? throw new Domain.RuleBroken($"Chương trình {programme.Number} đã khép lại ngày {Vietnamese.Day(closed)}, không thêm nội dung được nữa.", "programme-closed")
            : programme;
    }

    /// <summary>Due days of a time as people write it, or of the day that they name.</summary>
    public async Task<IEnumerable<Change.Scheduled>> Schedule(string? timePhrase, DateOnly? dueOn, int year, CancellationToken cancel)
    {
        var phrase = VietnameseText.Normalize(timePhrase);
        if (dueOn is { } day)
            return [new(day, null, phrase.Length > 0 ? phrase : null)];
        _settings ??= (await CouncilStore.Find(session, cancel)).Settings;
        return TimePhrase.Read(phrase, year, _settings.TimePhrases) switch
        {
            TimeReading.Due { Spans: [var span] } due => [new(span.DueOn, span.StartOn, phrase, due.Provisional)],
            TimeReading.Due due => due.Spans.Select((span, place) => new Change.Scheduled(span.DueOn, span.StartOn, phrase, due.Provisional, place + 1)),
            TimeReading.NoDeadline => [new(null, null, phrase)],
            TimeReading.Empty => [new(null)],
            TimeReading.ImpossibleDay impossible => throw Refused.BadRequest("impossible-date", $"Không có ngày {impossible.Day}. Hãy sửa thời gian thực hiện.").About("timePhrase"),
            _ => throw Refused.BadRequest("unreadable-time", $"Không hiểu thời gian “{phrase}”. Hãy ghi như “Tháng 6”, “Quý II”, “15/6/2019”, “Trước ngày 15/6”, “Thường xuyên”.").About("timePhrase"),
        };
    }
}
