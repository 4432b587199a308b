using Tracker.Api.Shared;
using Tracker.Db.Programmes;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Units;

namespace Tracker.Api.Programmes;

/// <summary>How many items an amendment did one thing to, and the address of exactly these.</summary>
public sealed record AmendmentCount(Amended What, int Count, string Items);

/// <summary>An item on one side of an amendment.</summary>
public sealed record AmendedState(string Number, string Title, Named LeadUnit, string? TimePhrase, DateOnly? DueOn, DateOnly? FirstDueOn, State Status)
{
    public static AmendedState Of(ItemFacts f, IReadOnlyDictionary<Guid, Unit> units) =>
        new(f.Number, f.Title, new(f.LeadUnitId, units.TryGetValue(f.LeadUnitId, out var unit) ? unit.Name : ""), f.TimePhrase, f.DueOn, f.FirstDueOn, f.State);
}

/// <param name="Before">Null for what the amendment made.</param>
/// <param name="Into">Items that go on in its place.</param>
public sealed record AmendedAnswer(Guid Item, Amended What, AmendedState? Before, AmendedState After, IReadOnlyList<Guid> Into);

/// <summary>An amendment of a programme, as known at a moment.</summary>
/// <param name="Version">Of the amendment: it is taken back with <c>If-Match</c>.</param>
/// <param name="Lines">What it did, item by item; of a list null.</param>
public sealed record AmendmentAnswer(
    Guid Id, int Version, Guid Programme, string Number, DateOnly IssuedOn, DateOnly EffectiveOn, string Title, DateTimeOffset RecordedAt, string? RecordedBy,
    IReadOnlyList<AmendmentCount> Counts, IReadOnlyList<AmendedAnswer>? Lines)
{
    public static AmendmentAnswer Of(AmendmentWithItems a, Viewpoint view, IReadOnlyDictionary<Guid, Unit>? units = null, Amended? only = null) => new(
        a.Amendment.Id, a.Amendment.Version, a.Amendment.ProgrammeId, a.Amendment.Paper.Number, a.Amendment.Paper.IssuedOn, a.Amendment.Paper.EffectiveOn, a.Amendment.Paper.Title,
        a.Amendment.RecordedAt, a.Amendment.RecordedBy,
        [.. a.Items.GroupBy(i => i.What).Select(g => new AmendmentCount(g.Key, g.Count(),
            $"/api/programmes/{a.Amendment.ProgrammeId}/amendments/{a.Amendment.Id}?what={Link.Name(g.Key)}&asOf={view.AsOf:O}&knownAt={Link.Text(view.KnownAt)}"))],
        units is null ? null : [.. a.Items.Where(i => only is null || i.What == only).Select(i => new AmendedAnswer(i.Id, i.What, i.Before is { } before ? AmendedState.Of(before, units) : null, AmendedState.Of(i.After, units), i.Into))]);
}

public static class AmendmentEndpoints
{
    public static void Map(IEndpointRouteBuilder programmes, IEndpointRouteBuilder writing)
    {
        programmes.MapGet("/{id:guid}/amendments", async (Guid id, Ask ask, AmendmentReading reading, CancellationToken cancel) =>
        {
            var view = ask.View();
            return ListAnswer<AmendmentAnswer>.OfAll(await reading.All(id, view, cancel), ask.Paging(), a => AmendmentAnswer.Of(a, view));
        })
        .Takes("page", "pageSize", "asOf", "knownAt").WithName("amendments").WithSummary("Các văn bản điều chỉnh chương trình có hiệu lực đến ngày, theo thứ tự hiệu lực.");

        programmes.MapGet("/{id:guid}/amendments/{amendment:guid}", async (Guid id, Guid amendment, Ask ask, AmendmentReading reading, HttpResponse response, CancellationToken cancel) =>
        {
            var view = ask.View();
            var found = await reading.Find(id, amendment, view, cancel);
            response.Headers.ETag = Preconditions.ETag(found.Amendment.Version);
            return AmendmentAnswer.Of(found, view, (await ask.Units(cancel)).ToDictionary(u => u.Id), ask.Choice<Amended>("what"));
        })
        .Takes("what", "asOf", "knownAt").WithName("amendment").WithSummary("Một văn bản điều chỉnh: từng nội dung trước và sau.");

        writing.MapPost("/{id:guid}/amendments", async (Guid id, AmendmentRequest request, AmendmentWriting amendments, AmendmentReading reading, Ask ask, Db.Session session, HttpRequest http, CancellationToken cancel) =>
        {
            var made = await amendments.Record(id, request, http.ExpectedVersion(), cancel);
            var view = new Viewpoint(ask.Today, session.Now);
            return new Written(AmendmentAnswer.Of(await reading.Find(id, made.Id, view, cancel), view, (await ask.Units(cancel)).ToDictionary(u => u.Id)), made.Version, $"/api/programmes/{id}/amendments/{made.Id}");
        })
        .WithMetadata(new NeedsVersionMetadata()).Produces<AmendmentAnswer>(201)
        .WithName("amend-programme").WithSummary("Điều chỉnh chương trình bằng một văn bản: bổ sung, đưa ra, gia hạn, tách, gộp; ghi cả hoặc không ghi gì. Cần If-Match của chương trình.");

        writing.MapDelete("/{id:guid}/amendments/{amendment:guid}", async (Guid id, Guid amendment, AmendmentWriting amendments, HttpRequest http, CancellationToken cancel) =>
        {
            await amendments.TakeBack(id, amendment, http.ExpectedVersion(), cancel);
            return new Written(new { id = amendment, @void = true });
        })
        .WithMetadata(new NeedsVersionMetadata()).WithName("take-back-amendment")
        .WithSummary("Hoàn tác cả văn bản điều chỉnh, khi chưa có gì được ghi dựa trên nó. Cần If-Match của văn bản điều chỉnh.");
    }
}

/// <summary>Amendments with what they did, as an address asks for them.</summary>
public sealed class AmendmentReading(Db.Session session)
{
    private readonly AmendmentStore _amendments = new(session);

    public async Task<IReadOnlyList<AmendmentWithItems>> All(Guid programme, Viewpoint view, CancellationToken cancel)
    {
        if (await new ProgrammeStore(session).Find(programme, view with { KnownAt = session.Now }, cancel) is null)
            throw Refused.NotFound($"chương trình “{programme}”");
        return await _amendments.WithItems(await _amendments.All(programme, view, cancel), view.KnownAt, cancel);
    }

    public async Task<AmendmentWithItems> Find(Guid programme, Guid id, Viewpoint view, CancellationToken cancel) =>
        await _amendments.Find(programme, id, view.KnownAt, cancel) is { } found
            ? (await _amendments.WithItems([found], view.KnownAt, cancel))[0]
            : throw Refused.NotFound("văn bản điều chỉnh này, hoặc đã được hoàn tác");
}
