using Tracker.Api.Accounts;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Api.Units;
using Tracker.Db;
using Tracker.Db.Journal;
using Tracker.Db.Sessions;
using Tracker.Domain.Documents;
using Tracker.Domain.Sessions;
using Tracker.Domain.Text;

namespace Tracker.Api.Sessions;

/// <summary>Changes of sessions and other events, and of what is prepared before them.</summary>
public sealed class SessionWriting(Session session, Ask ask, CurrentUser user)
{
    private readonly EventStore _events = new(session);
    private readonly PreparationStore _preparation = new(session);

    public async Task<Written> Make(SessionRequest request, CancellationToken cancel)
    {
        var made = Of(request, Guid.CreateVersion7(), 1);
        var moves = await _events.Add(made, new(user.AccountId), cancel: cancel);
        await Tell("Ghi kỳ họp, sự kiện", null, made, cancel);
        return new(await Answer(made, moves, cancel), 1, $"/api/sessions/{made.Id}");
    }

    public async Task<Written> Change(Guid id, SessionRequest request, int expectedVersion, CancellationToken cancel)
    {
        var current = await Find(id, expectedVersion, cancel);
        var moves = await _events.Change(Of(request, id, expectedVersion), new(user.AccountId), cancel: cancel);
        var changed = (await _events.Find(id, cancel: cancel))!;
        await Tell("Sửa kỳ họp, sự kiện", current, changed, cancel);
        return new(await Answer(changed, moves, cancel), changed.Version);
    }

    public async Task<Written> Void(Guid id, int expectedVersion, CancellationToken cancel)
    {
        var wrong = await Find(id, expectedVersion, cancel);
        await _events.Void(wrong, new(user.AccountId), cancel);
        await Tell("Gỡ kỳ họp, sự kiện nhập nhầm", wrong, wrong, cancel);
        return new(new { id, @void = true });
    }

    /// <summary>What would move if the event were so; nothing is recorded.</summary>
    /// <param name="id">Null for one that isn't there yet.</param>
    public async Task<IReadOnlyList<MovedAnswer>> Preview(Guid? id, SessionRequest request, CancellationToken cancel)
    {
        if (id is { } known && await _events.Find(known, cancel: cancel) is null)
            throw Refused.NotFound($"kỳ họp “{known}”");
        var asked = Of(request, id ?? Guid.CreateVersion7(), 0);
        asked.Check();
        return await new SessionReading(session, ask).Moves(await _events.Moves(asked, cancel: cancel), cancel);
    }

    /// <summary>Makes the template's steps into items, those that aren't there yet.</summary>
    public async Task<Written> Prepare(Guid id, PreparationRequest request, CancellationToken cancel)
    {
        var before = await _events.Find(id, cancel: cancel) ?? throw Refused.NotFound($"kỳ họp “{id}”");
        var template = await Template(request.Template, cancel);
        if (string.IsNullOrWhiteSpace(request.LeadUnit))
            throw Refused.Field("leadUnit", "Hãy chọn cơ quan chủ trì các bước không ghi đơn vị.");
        if (request.Steps?.FirstOrDefault(step => template.Steps.All(s => s.Id != step)) is { } unknown && unknown != default)
            throw Refused.NotFound($"bước “{unknown}” trong kế hoạch mẫu “{template.Name}”");
        if (before.CountedFrom is null)
            throw new Domain.RuleBroken($"“{before.Name}” chưa có ngày khai mạc. Hãy ghi ngày, dự kiến cũng được, rồi lập kế hoạch chuẩn bị.", "opening-missing");
        var lead = (await ask.FindUnit(request.LeadUnit, "leadUnit", cancel)).Id;
        var made = await new Preparing(session).Apply(before, template, lead, request.Steps, new(user.AccountId), cancel: cancel);
        if (made.Count > 0)
            await new JournalStore(session).Add(user.AccountId, "Lập kế hoạch chuẩn bị kỳ họp", before.Name, [new(template.Name, "", $"{made.Count} bước")], JournalKind.Meeting, cancel);
        return new(new PreparedAnswer(made.Count, made));
    }

    public async Task<Written> KeepTemplate(Guid? id, TemplateRequest request, int? expectedVersion, CancellationToken cancel)
    {
        var current = id is { } known ? await Template(known, cancel) : null;
        if (expectedVersion is { } expected && current is not null && expected != current.Version)
            throw Preconditions.Stale(current.Version, current);
        var steps = new List<PreparationStep>();
        foreach (var step in request.Steps ?? [])
        {
            if (step is null)
                throw Refused.BadRequest("missing", "Mỗi bước phải có nội dung (text) và số ngày (days).");
            var unit = string.IsNullOrWhiteSpace(step.Unit) ? (Guid?)null : (await ask.FindUnit(step.Unit, "unit", cancel)).Id;
            steps.Add(new(current?.Steps.Any(s => s.Id == step.Id) == true ? step.Id!.Value : Guid.CreateVersion7(), VietnameseText.Normalize(step.Text), unit, step.Days, step.WorkingDays, VietnameseText.Normalize(step.Deliverable)));
        }
        if (steps.GroupBy(s => s.Id).Any(g => g.Count() > 1))
            throw Refused.BadRequest("step-twice", "Một bước được ghi hai lần (id). Hãy bỏ một.");
        var kept = new PreparationTemplate(current?.Id ?? Guid.CreateVersion7(), current?.Version ?? 0, VietnameseText.Normalize(request.Name), [.. steps.OrderBy(s => s.Days)]);
        await _preparation.Keep(kept, cancel);
        await new JournalStore(session).Add(user.AccountId, "Sửa kế hoạch chuẩn bị mẫu", kept.Name, [new("Số bước", current is null ? "" : $"{current.Steps.Count}", $"{kept.Steps.Count}")], JournalKind.Meeting, cancel);
        return new(kept with { Version = kept.Version + 1 }, kept.Version + 1, current is null ? $"/api/preparation-templates/{kept.Id}" : null);
    }

    public async Task<PreparationTemplate> Template(Guid id, CancellationToken cancel) =>
        (await _preparation.All(cancel)).FirstOrDefault(t => t.Id == id) ?? throw Refused.NotFound($"kế hoạch chuẩn bị mẫu “{id}”");

    private async Task<CouncilEvent> Find(Guid id, int expectedVersion, CancellationToken cancel)
    {
        await _events.Lock(cancel);
        var current = await _events.Find(id, cancel: cancel) ?? throw Refused.NotFound($"kỳ họp “{id}”");
        return current.Version == expectedVersion ? current : throw Preconditions.Stale(current.Version, SessionAnswer.Of(current));
    }

    private async Task<SessionMoved> Answer(CouncilEvent said, IReadOnlyList<EventMove> moves, CancellationToken cancel) =>
        new(SessionAnswer.Of(said), await new SessionReading(session, ask).Moves(moves, cancel));

    private static CouncilEvent Of(SessionRequest request, Guid id, int version)
    {
        new SessionValidator().Check(request);
        var name = VietnameseText.Normalize(request.Name);
        var document = VietnameseText.Normalize(request.Document);
        return new(id, version, request.Kind, request.Year, name.Length > 0 ? name : $"{request.Kind.Name()} {request.Year}", request.OpensOn, request.ClosesOn, request.Provisional, document.Length > 0 ? document : null);
    }

    private Task Tell(string act, CouncilEvent? before, CouncilEvent after, CancellationToken cancel) =>
        new JournalStore(session).Add(user.AccountId, act, after.Name, before == after ? null : ShownFields.Changes(before is null ? [] : Fields(before), Fields(after)), JournalKind.Meeting, cancel);

    public static IReadOnlyList<ShownField> Fields(CouncilEvent e) =>
    [
        new("eventKind", Link.Name(e.Kind), kind => Enum.TryParse<EventKind>(kind, true, out var k) ? k.Name() : kind),
        new("eventYear", $"{e.Year}"),
        new("name", e.Name),
        new("opening", UnitWords.Day(e.OpensOn)),
        new("closing", UnitWords.Day(e.ClosesOn)),
        new("provisional", e.Provisional ? "1" : "", _ => "có"),
        new("document", e.Document ?? ""),
    ];
}
