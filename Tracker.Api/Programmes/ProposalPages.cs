using System.Text.Json;
using Tracker.Api.Accounts;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Programmes;
using Tracker.Domain.Accounts;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;

namespace Tracker.Api.Programmes;

/// <summary>What a unit asks for, in words.</summary>
/// <param name="Told">"Tách “…” thành …".</param>
public sealed record ShownProposal(Proposal Proposal, AmendmentLine Line, string Told, string UnitName);

/// <param name="Items">Those that it is about, as they stand.</param>
public sealed record ProposalShown(PageFrame Frame, ShownProposal Proposal, IReadOnlyList<(Guid Id, ItemFacts Facts)> Items, bool Decides, bool Asked);

/// <summary>Proposals with the titles and names that they speak of.</summary>
public sealed class ProposalReading(Session session, Ask ask, AmendmentLines lines)
{
    public Task<IReadOnlyList<ShownProposal>> Of(Guid programme, CancellationToken cancel) => Shown(s => s.All(session.Now, programme, cancel: cancel), cancel);

    /// <param name="unit">Null for every unit's.</param>
    public Task<IReadOnlyList<ShownProposal>> Waiting(Guid? unit, CancellationToken cancel) => Shown(s => s.All(session.Now, unitId: unit, waiting: true, cancel: cancel), cancel);

    public async Task<ShownProposal> Find(Guid id, CancellationToken cancel) => (await Shown(async s => await s.Find(id, cancel) is { } found ? [found] : throw Refused.NotFound("đề nghị này"), cancel))[0];

    private async Task<IReadOnlyList<ShownProposal>> Shown(Func<ProposalStore, Task<List<Proposal>>> read, CancellationToken cancel)
    {
        var all = (await read(new(session))).Select(p => (Proposal: p, Line: JsonSerializer.Deserialize<AmendmentLine>(p.Line, Database.Json)!)).ToArray();
        if (all.Length == 0)
            return [];
        var named = await lines.Named(all.Select(p => p.Line), cancel);
        var units = (await ask.Units(cancel)).ToDictionary(u => u.Id, u => u.Name);
        return [.. all.Select(p => new ShownProposal(p.Proposal, p.Line, p.Line.Told(id => named.TryGetValue(id, out var facts) ? facts.Title : "nội dung đã gỡ"), units.GetValueOrDefault(p.Proposal.UnitId, "")))];
    }
}

/// <summary>Asking for amendments, and answering.</summary>
public sealed class ProposalWriting(Session session, CurrentUser user, AmendmentWriting writing, AmendmentLines lines, AmendmentDrafts drafts, Ask ask)
{
    private readonly ProposalStore _proposals = new(session);

    public async Task<Guid> Make(Guid programmeId, AmendmentLine line, CancellationToken cancel)
    {
        user.Need(Act.Propose);
        var programme = await writing.Programme(programmeId, cancel);
        if (programme.ClosedOn is { } closed)
            throw new Domain.RuleBroken($"Chương trình {programme.Number} đã khép lại ngày {Domain.Text.Vietnamese.Day(closed)}, không điều chỉnh được nữa.", "programme-closed");
        Refused.Needs(line.Reason, "reason", "Hãy ghi lý do đề nghị, để Thường trực có căn cứ quyết định.");
        var named = await lines.Named([line], cancel);
        foreach (var item in line.Items)
            user.Need(Act.Propose, named.GetValueOrDefault(item) ?? throw Refused.NotFound($"nhiệm vụ “{item}”"));
        var preview = (await writing.Preview(programme, new("văn bản điều chỉnh", ask.Today, ask.Today, ""), [line with { Proposal = null }], cancel)).Lines[0];
        if (preview.Problem is { } problem)
            throw new Domain.RuleBroken(problem, "line-refused");
        var waiting = (await _proposals.All(session.Now, programmeId, waiting: true, cancel: cancel)).SelectMany(p => JsonSerializer.Deserialize<AmendmentLine>(p.Line, Database.Json)!.Items).ToHashSet();
        if (line.Items.FirstOrDefault(waiting.Contains) is var twice && twice != default)
            throw new Domain.RuleBroken($"“{named[twice].Title}” đang có một đề nghị điều chỉnh chờ quyết định. Hãy đợi quyết định, hoặc rút đề nghị đó trước.", "proposal-waiting");
        var unit = user.Account.Role == Role.Unit ? user.Account.UnitId!.Value
            : line.Items.Count > 0 ? named[line.Items[0]].LeadUnitId : preview.Items[0].After.LeadUnitId;
        var id = Guid.CreateVersion7();
        await _proposals.Add(id, programmeId, unit, JsonSerializer.Serialize(line with { Reason = null, Proposal = null }, Database.Json), line.Reason!, user.AccountId, cancel);
        return id;
    }

    /// <summary>What is approved goes into the programme's draft of an amendment; a refusal says why.</summary>
    /// <returns>The draft; null after a refusal.</returns>
    public async Task<Guid?> Decide(Guid id, int version, bool approved, string? reason, CancellationToken cancel)
    {
        user.Need(Act.Decide);
        var proposal = await _proposals.Find(id, cancel) ?? throw Refused.NotFound("đề nghị này");
        if (!approved)
            Refused.Needs(reason, "reason", "Hãy ghi lý do không chấp thuận để đơn vị biết.");
        await _proposals.Decide(proposal, version, approved, reason ?? "", user.AccountId, cancel);
        if (!approved)
            return null;
        var line = JsonSerializer.Deserialize<AmendmentLine>(proposal.Line, Database.Json)! with { Reason = proposal.Reason, Proposal = id };
        return await drafts.Put(proposal.ProgrammeId, line, cancel);
    }

    public async Task Drop(Guid id, int version, CancellationToken cancel)
    {
        var proposal = await _proposals.Find(id, cancel) ?? throw Refused.NotFound("đề nghị này");
        user.Need(Act.Propose);
        if (user.Account.Role == Role.Unit && proposal.UnitId != user.Account.UnitId)
            throw new Refused(403, "not-allowed", "Đơn vị chỉ rút đề nghị của mình.");
        await _proposals.Drop(proposal, version, user.AccountId, cancel);
    }
}

public sealed class ProposalPages(PageFrames frames, PageForms forms, AmendmentPages amendments, AmendmentWriting writing, AmendmentLines lines, ProposalReading reading, ProposalWriting proposals, CurrentUser user, Ask ask, Typed typed, IHttpContextAccessor http)
{
    public const string Path = AmendmentPages.Path + "/de-nghi";
    public const string New = Path + "/moi";

    private HttpResponse Response => http.HttpContext!.Response;

    public static string Of(Guid id) => $"{Path}/{id}";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var asking = pages.MapGroup(Path).RequireAuthorization(Access.SignedIn);
        asking.MapGet("/moi", (ProposalPages page, CancellationToken cancel) => page.ShowNew(cancel)).Needs(Act.Propose);
        asking.MapPost("/moi", (ProposalPages page, CancellationToken cancel) => page.Add(cancel)).Needs(Act.Propose);
        asking.MapGet("/{id:guid}", (Guid id, ProposalPages page, CancellationToken cancel) => page.Show(id, cancel));
        asking.MapPost("/{id:guid}/quyet-dinh", (Guid id, ProposalPages page, CancellationToken cancel) => page.Decide(id, cancel)).Needs(Act.Decide);
        asking.MapPost("/{id:guid}/rut", (Guid id, ProposalPages page, CancellationToken cancel) => page.Drop(id, cancel)).Needs(Act.Propose);
    }

    private async Task<IResult> ShowNew(CancellationToken cancel)
    {
        var frame = await frames.Read(Place.Programme, cancel);
        if (frame.Programme is not { } programme)
            return PageEndpoints.Show<Figures.NoProgrammePage, Figures.NoProgramme>(Response, new(frame, false));
        var here = $"{New}?programme={programme.Id}";
        if (ask.Text("action") is null && !typed.Is(AmendmentPages.LineForm))
            return PageEndpoints.Show<ProposalPickPage, ProposalPick>(Response, new(
                frame, await amendments.Pick(programme, cancel, user.Account.Role == Role.Unit ? user.Account.UnitId : null), (await ask.Units(cancel)).FirstOrDefault(u => u.Id == user.Account.UnitId)?.Name));
        return PageEndpoints.Show<AmendmentLinePage, LineShown>(Response, await amendments.Line(frame, amendments.Asked(), here, here, null, null, true, cancel));
    }

    private Task<IResult> Add(CancellationToken cancel) => forms.Send(New, async fields =>
    {
        var programme = await writing.Programme(ask.Id("programme") ?? throw Refused.NotFound("chương trình"), cancel);
        // What is asked of each item alone is decided item by item.
        var apart = fields.Choice<AmendmentAction>("action") is AmendmentAction.Withdraw or AmendmentAction.Extend ? AmendmentLines.Items(fields).Select(t => (Guid?)t).ToArray() : [null];
        var paper = new AmendmentPaper("văn bản điều chỉnh", ask.Today, ask.Today, "");
        foreach (var one in apart)
            await proposals.Make(programme.Id, await lines.Read(programme, paper, one is null ? fields : fields.With("item", one.Value.ToString()), cancel), cancel);
        return new("Đã gửi đề nghị điều chỉnh tới Thường trực. Trong lúc chờ, chương trình và thời hạn như cũ.", $"{AmendmentPages.Path}?programme={programme.Id}");
    }, () => ShowNew(cancel));

    private async Task<IResult> Show(Guid id, CancellationToken cancel)
    {
        var proposal = await reading.Find(id, cancel);
        var frame = await frames.Read(Place.Programme, cancel, about: await writing.Programme(proposal.Proposal.ProgrammeId, cancel));
        var named = await lines.Named([proposal.Line], cancel);
        return PageEndpoints.Show<ProposalPage, ProposalShown>(Response, new(
            frame, proposal, [.. proposal.Line.Items.Where(named.ContainsKey).Select(i => (i, named[i]))],
            proposal.Proposal.IsWaiting && user.Account.May(Act.Decide),
            proposal.Proposal.IsWaiting && (user.Account.Role == Role.Unit ? user.Account.UnitId == proposal.Proposal.UnitId : user.Account.May(Act.Propose))));
    }

    private Task<IResult> Decide(Guid id, CancellationToken cancel) => forms.Send(Of(id), async fields =>
    {
        var draft = await proposals.Decide(id, fields.ShownVersion, fields.Needed("state") == "yes", fields.Text("reason"), cancel);
        return new(draft is null ? "Đã ghi: không chấp thuận." : "Đã chấp thuận: đề nghị nằm trong dự thảo điều chỉnh, có hiệu lực khi Văn phòng ghi văn bản.");
    }, () => Show(id, cancel));

    private Task<IResult> Drop(Guid id, CancellationToken cancel) => forms.Send(Of(id), async fields =>
    {
        await proposals.Drop(id, fields.ShownVersion, cancel);
        return new("Đã rút đề nghị.");
    }, () => Show(id, cancel));
}

/// <summary>Where a unit begins to ask.</summary>
/// <param name="Unit">Whose items are offered; null for everybody's.</param>
public sealed record ProposalPick(PageFrame Frame, Picking Picking, string? Unit);
