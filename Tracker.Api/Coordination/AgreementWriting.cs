using System.Text.Json.Serialization;
using Tracker.Api.Accounts;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Coordination;
using Tracker.Db.Councils;
using Tracker.Db.Items;
using Tracker.Db.Journal;
using Tracker.Db.Sessions;
using Tracker.Domain;
using Tracker.Domain.Coordination;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;
using Tracker.Domain.Sessions;
using Tracker.Domain.Text;
using Tracker.Domain.Units;
using Tracker.Jobs.Coordination;

namespace Tracker.Api.Coordination;

/// <param name="Parties">Ids or names of units, at least two.</param>
/// <param name="Keeper">Id or name of the council's own body that keeps it.</param>
/// <param name="Number">Of the paper; left out while it is planned.</param>
/// <param name="ValidTo">Last day, inclusive.</param>
/// <param name="Review">The review year, of any two days: 15/4–15/4; the calendar year unless given.</param>
/// <param name="Usual">Obligations that agreements usually have, to be made with it.</param>
/// <param name="Alongside">Whether it is on something else than an agreement of the same parties that holds at the same time.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AgreementRequest(
    string Title, IReadOnlyList<string> Parties, string Keeper, string? Number = null, DateOnly? SignedOn = null, DateOnly? ValidFrom = null, DateOnly? ValidTo = null, string? Review = null,
    IReadOnlyList<Clause>? Clauses = null, IReadOnlyList<UsualObligation>? Usual = null, bool Alongside = false);

/// <param name="On">First day on which it no longer holds.</param>
/// <param name="Document">The paper that ends it.</param>
/// <param name="Withdraw">Whether items that are open and due from that day on leave with it; otherwise they stay.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record EndingRequest([property: JsonRequired] DateOnly On, string? Document = null, bool Withdraw = false);

/// <param name="Debtor">Id or name of the party that owes it.</param>
/// <param name="Receivers">Ids or names of the others; the body that keeps the agreement unless given.</param>
/// <param name="Rule">When it is due.</param>
/// <param name="Due">The same in words, where no rule is given: "hằng quý, 5 ngày sau khi hết quý".</param>
/// <param name="From">First due day that is owed, inclusive; today unless given.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ObligationRequest(
    string What, string Debtor, IReadOnlyList<string>? Receivers = null, string? Clause = null, string? Product = null, DueRule? Rule = null, string? Due = null, DateOnly? From = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record NewObligationRequest(
    [property: JsonRequired] Guid Agreement, string What, string Debtor, IReadOnlyList<string>? Receivers = null, string? Clause = null, string? Product = null, DueRule? Rule = null, string? Due = null,
    DateOnly? From = null);

/// <param name="Text">Rows as a worksheet puts them on the clipboard: Điều/khoản | Nội dung | Cơ quan thực hiện | Thời hạn | Sản phẩm.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PastedObligations([property: JsonRequired] Guid Agreement, string Text, DateOnly? From = null);

/// <summary>Several agreements, all of them or none.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SeveralAgreements(IReadOnlyList<AgreementRequest> Agreements);

/// <summary>Several obligations of one agreement, all of them or none.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SeveralObligations([property: JsonRequired] Guid Agreement, IReadOnlyList<ObligationRequest> Obligations);

/// <summary>What became of a change: how many items were made by it, how many made before are still open and stay as they are, how many left.</summary>
public sealed record DutiesTouched(int Made, int Open, int Withdrawn = 0)
{
    /// <summary>After the sentence that says what was recorded.</summary>
    [JsonIgnore]
    public string Sentence => string.Concat(
        Made > 0 ? $" Đã tạo {Vietnamese.Number(Made)} nhiệm vụ sắp đến hạn." : "",
        Withdrawn > 0 ? $" {Vietnamese.Number(Withdrawn)} nhiệm vụ còn mở đã được đưa ra theo văn bản này." : "",
        Open > 0 ? $" {Vietnamese.Number(Open)} nhiệm vụ đã tạo trước đó còn mở: giữ nguyên nội dung và thời hạn; việc nào không còn phải làm thì mở ra và đưa ra theo văn bản." : "");
}

/// <summary>Changes of agreements and obligations, from the API and from pages. What falls due soon by them becomes items in the same transaction.</summary>
public sealed class AgreementWriting(Session session, Ask ask, CurrentUser user)
{
    /// <summary>A row of a list may make one for each party.</summary>
    private const int MostObligations = 2000;

    private readonly AgreementStore _agreements = new(session);
    private readonly ObligationStore _obligations = new(session);

    private Recording By => new(user.AccountId);

    public async Task<(Guid Id, DutiesTouched Touched)> Add(AgreementRequest request, CancellationToken cancel)
    {
        await _agreements.Lock(cancel);
        return (await AddOne(request, await Terms(request, new(), cancel), await _agreements.All(DateTimeOffset.MaxValue, cancel), cancel), new(await Make(cancel), 0));
    }

    /// <summary>Adds all of them or none; one that is there already is named.</summary>
    /// <exception cref="Refused">Its errors are named <c>field.place</c>.</exception>
    public async Task<(IReadOnlyList<Guid> Ids, DutiesTouched Touched)> AddSeveral(IReadOnlyList<AgreementRequest>? requests, CancellationToken cancel)
    {
        await _agreements.Lock(cancel);
        var all = (await _agreements.All(DateTimeOffset.MaxValue, cancel)).ToList();
        var made = await Several.Each(requests, Lists.Agreements.MostRows, async request =>
        {
            var terms = await Terms(request, new(), cancel);
            if (all.FirstOrDefault(a => a.Terms.IsSame(terms)) is { } there)
                throw Refused.Field(terms.Number.Length > 0 ? "paperNumber" : "name", $"Đã có quy chế {there.Called()}.");
            var id = await AddOne(request, terms, all, cancel);
            all.Add(new(id, 1, session.Now, terms));
            return id;
        });
        return (made, new(await Make(cancel), 0));
    }

    private async Task<Guid> AddOne(AgreementRequest request, AgreementTerms terms, IReadOnlyList<CoordinationAgreement> others, CancellationToken cancel)
    {
        Check(terms, others, _ => request.Alongside);
        var id = Guid.CreateVersion7();
        await _agreements.Add(id, terms, By, cancel);
        foreach (var usual in (request.Usual ?? []).Distinct().SelectMany(u => UsualObligations.Of(u, terms, ask.Today)))
            await _obligations.Add(Guid.CreateVersion7(), id, usual, By, cancel);
        await Tell("Tạo quy chế phối hợp", Called(terms), ShownFields.Changes([], CoordinationWords.Fields(terms, await ask.Units(cancel))), cancel);
        return id;
    }

    public async Task<DutiesTouched> Change(Guid id, AgreementRequest request, int expectedVersion, CancellationToken cancel)
    {
        await _agreements.Lock(cancel);
        var agreement = await Find(id, expectedVersion, cancel);
        var terms = await Terms(request, agreement.Terms, cancel);
        CoordinationAgreement[] others = [.. (await _agreements.All(DateTimeOffset.MaxValue, cancel)).Where(a => a.Id != id)];
        // What stood beside another before was said to.
        Check(terms, others, o => request.Alongside || CoordinationAgreement.Overlap(agreement.Terms, o.Terms));
        var owing = (await _obligations.All(id, DateTimeOffset.MaxValue, cancel)).FirstOrDefault(o => !terms.Parties.Contains(o.Terms.DebtorId) || o.Terms.ReceiverIds.Any(r => !terms.Parties.Contains(r)));
        if (owing is not null)
            throw Refused.Field("parties", $"Một bên bị bỏ ra còn trong nghĩa vụ “{owing.Terms.What}”. Hãy sửa hoặc thôi nghĩa vụ ấy trước.");
        await _agreements.Change(agreement, terms, By, cancel);
        var units = await ask.Units(cancel);
        await Tell("Sửa quy chế phối hợp", Called(terms), ShownFields.Changes(CoordinationWords.Fields(agreement.Terms, units), CoordinationWords.Fields(terms, units)), cancel);
        return new(await Make(cancel), (await Open(id, null, cancel)).Count);
    }

    public async Task<DutiesTouched> End(Guid id, EndingRequest request, int expectedVersion, CancellationToken cancel)
    {
        await _agreements.Lock(cancel);
        var agreement = await Find(id, expectedVersion, cancel);
        if (agreement.Terms.SignedOn is null)
            throw new RuleBroken("Quy chế chưa ký thì không có gì để chấm dứt. Nếu nhập nhầm, hãy gỡ quy chế.", "agreement-not-signed");
        if (VietnameseText.Normalize(request.Document) is not { Length: > 0 } document)
            throw Refused.Field("document", "Chấm dứt quy chế cần số, ký hiệu văn bản.");
        var terms = agreement.Terms with { EndedOn = request.On, EndedBy = document };
        Check(terms.Faults(await ask.Units(cancel)));
        if (terms.ValidTo is { } last && request.On > last)
            throw Refused.Field("endedOn", $"Quy chế đã hết hiệu lực từ sau ngày {Vietnamese.Day(last)}.");
        await _agreements.Change(agreement, terms, By, cancel);
        var open = await Open(id, null, cancel);
        var left = request.Withdraw ? await Withdraw([.. open.Where(i => i.Facts.DueOn >= request.On)], document, cancel) : 0;
        await Tell("Chấm dứt quy chế phối hợp", Called(terms), [new("endedOn", "", Vietnamese.Day(request.On)), new("document", "", document)], cancel);
        return new(0, open.Count - left, left);
    }

    /// <summary>It never belonged.</summary>
    public async Task Void(Guid id, int expectedVersion, CancellationToken cancel)
    {
        await _agreements.Lock(cancel);
        var agreement = await Find(id, expectedVersion, cancel);
        if ((await _obligations.Made(id, cancel: cancel)).Count > 0)
            throw new RuleBroken("Quy chế này đã có nhiệm vụ được tạo ra nên không gỡ được; hãy chấm dứt quy chế theo văn bản.", "agreement-has-items");
        await _agreements.Change(agreement, agreement.Terms, By, cancel, voided: true);
        await Tell("Gỡ quy chế phối hợp nhập nhầm", Called(agreement.Terms), null, cancel);
    }

    public async Task<(Guid Id, DutiesTouched Touched)> AddObligation(Guid agreement, ObligationRequest request, CancellationToken cancel)
    {
        await _agreements.Lock(cancel);
        var of = await _agreements.Find(agreement, DateTimeOffset.MaxValue, cancel) ?? throw Refused.NotFound("quy chế này");
        var terms = await Terms(request, of.Terms, null, cancel);
        Obligation.CheckTwice(terms, await Owed(agreement, null, cancel));
        var id = Guid.CreateVersion7();
        await _obligations.Add(id, agreement, terms, By, cancel);
        await Tell("Thêm nghĩa vụ phối hợp", $"{terms.What} ({of.Name})", await Said(null, terms, cancel), cancel);
        return (id, new(await Make(cancel), 0));
    }

    public async Task<DutiesTouched> ChangeObligation(Guid id, ObligationRequest request, int expectedVersion, CancellationToken cancel)
    {
        await _agreements.Lock(cancel);
        var (obligation, of) = await FindObligation(id, expectedVersion, cancel);
        var terms = await Terms(request, of.Terms, obligation.Terms, cancel);
        Obligation.CheckTwice(terms, await Owed(of.Id, id, cancel));
        await _obligations.Change(obligation, terms, By, cancel);
        await Tell("Sửa nghĩa vụ phối hợp", $"{terms.What} ({of.Name})", await Said(obligation.Terms, terms, cancel), cancel);
        return new(await Make(cancel), (await Open(of.Id, id, cancel)).Count);
    }

    /// <summary>Owed no more; what was made of it stays.</summary>
    public async Task<DutiesTouched> DropObligation(Guid id, int expectedVersion, CancellationToken cancel)
    {
        await _agreements.Lock(cancel);
        var (obligation, of) = await FindObligation(id, expectedVersion, cancel);
        await _obligations.Change(obligation, obligation.Terms, By, cancel, voided: true);
        await Tell("Thôi nghĩa vụ phối hợp", $"{obligation.Terms.What} ({of.Name})", null, cancel);
        return new(0, (await Open(of.Id, id, cancel)).Count);
    }

    /// <summary>Adds all of them or none; one that the agreement has already, or that is asked for twice, is said.</summary>
    /// <exception cref="Refused">Its errors are named <c>field.place</c>.</exception>
    public async Task<DutiesTouched> AddObligations(Guid agreement, IReadOnlyList<ObligationRequest>? requests, CancellationToken cancel)
    {
        await _agreements.Lock(cancel);
        var of = await _agreements.Find(agreement, DateTimeOffset.MaxValue, cancel) ?? throw Refused.NotFound("quy chế này");
        var there = await Owed(agreement, null, cancel);
        var fresh = await Several.Each(requests, MostObligations, async request =>
        {
            var terms = await Terms(request, of.Terms, null, cancel);
            Obligation.CheckTwice(terms, there);
            there.Add(terms);
            return terms;
        });
        foreach (var terms in fresh)
            await _obligations.Add(Guid.CreateVersion7(), agreement, terms, By, cancel);
        await Tell("Thêm nghĩa vụ phối hợp từ danh sách", $"{Vietnamese.Number(fresh.Count)} nghĩa vụ ({of.Name})", null, cancel);
        return new(await Make(cancel), 0);
    }

    /// <summary>All that an agreement has, or all but one.</summary>
    private async Task<List<ObligationTerms>> Owed(Guid agreement, Guid? besides, CancellationToken cancel) =>
        [.. (await _obligations.All(agreement, DateTimeOffset.MaxValue, cancel)).Where(o => o.Id != besides).Select(o => o.Terms)];

    private async Task<int> Make(CancellationToken cancel) => await DueDuties.Make(session, await CouncilStore.Find(session, cancel), By, cancel);

    private async Task<CoordinationAgreement> Find(Guid id, int expectedVersion, CancellationToken cancel)
    {
        var agreement = await _agreements.Find(id, DateTimeOffset.MaxValue, cancel) ?? throw Refused.NotFound("quy chế này");
        return agreement.Version == expectedVersion ? agreement : throw Preconditions.Stale(agreement.Version, agreement);
    }

    private async Task<(Obligation, CoordinationAgreement)> FindObligation(Guid id, int expectedVersion, CancellationToken cancel)
    {
        var obligation = await _obligations.Find(id, DateTimeOffset.MaxValue, cancel) ?? throw Refused.NotFound("nghĩa vụ này");
        var agreement = await _agreements.Find(obligation.AgreementId, DateTimeOffset.MaxValue, cancel) ?? throw Refused.NotFound("quy chế này");
        return obligation.Version == expectedVersion ? (obligation, agreement) : throw Preconditions.Stale(obligation.Version, obligation);
    }

    /// <summary>Items made of the agreement, or of one obligation, that are still open.</summary>
    private async Task<IReadOnlyList<ItemRow>> Open(Guid agreement, Guid? obligation, CancellationToken cancel)
    {
        var made = (await _obligations.Made(agreement, obligation, cancel: cancel)).Select(m => m.ItemId).ToHashSet();
        var items = new ItemStore(session);
        var open = await items.List(
            new() { Scopes = await items.Scopes(Origin.Coordination, cancel), Agreement = agreement, Open = true, PageSize = int.MaxValue }, new(Viewpoint.LastDay, session.Now), cancel);
        return [.. open.Items.Where(i => made.Contains(i.Id))];
    }

    private async Task<int> Withdraw(IReadOnlyList<ItemRow> items, string document, CancellationToken cancel)
    {
        var recorder = new ItemRecorder(session);
        foreach (var item in items.OrderBy(i => i.Id))
        {
            var held = (await recorder.Hold(item.Id, cancel))!.Item(ask.Today);
            await recorder.Record([], [.. held.Withdraw(document, ask.Today)], By, cancel: cancel);
        }
        return items.Count;
    }

    private async Task<AgreementTerms> Terms(AgreementRequest request, AgreementTerms before, CancellationToken cancel)
    {
        var parties = new List<Guid>();
        foreach (var party in request.Parties ?? [])
            parties.Add((await ask.FindUnit(party, "parties", cancel)).Id);
        var terms = before with
        {
            Number = VietnameseText.Normalize(request.Number), Title = VietnameseText.Normalize(request.Title), SignedOn = request.SignedOn, Parties = [.. parties.Distinct()],
            KeeperId = string.IsNullOrWhiteSpace(request.Keeper) ? Guid.Empty : (await ask.FindUnit(request.Keeper, "keeper", cancel)).Id,
            ValidFrom = request.ValidFrom, ValidTo = request.ValidTo, Clauses = request.Clauses ?? before.Clauses,
            Review = CoordinationWords.ReadReview(request.Review) ?? throw Refused.Field("review", "Năm sơ kết là hai ngày có thật của năm, ví dụ 15/4–15/4 hoặc 1/1–31/12."),
        };
        Check(terms.Faults(await ask.Units(cancel)));
        return terms;
    }

    private async Task<ObligationTerms> Terms(ObligationRequest request, AgreementTerms agreement, ObligationTerms? before, CancellationToken cancel)
    {
        var events = await Events(cancel);
        var debtor = string.IsNullOrWhiteSpace(request.Debtor) ? Guid.Empty : (await ask.FindUnit(request.Debtor, "debtor", cancel)).Id;
        var receivers = new List<Guid>();
        foreach (var receiver in request.Receivers ?? [])
            receivers.Add((await ask.FindUnit(receiver, "receivers", cancel)).Id);
        var rule = request.Rule ?? DuePhrase.Read(request.Due, events);
        var terms = new ObligationTerms
        {
            What = VietnameseText.Normalize(request.What), Clause = VietnameseText.Normalize(request.Clause), Product = VietnameseText.Normalize(request.Product), DebtorId = debtor,
            ReceiverIds = receivers.Count > 0 || debtor == Guid.Empty ? [.. receivers.Distinct()] : ObligationRows.ReceiversOf(debtor, agreement), Rule = rule!,
            // Another rule is owed from now on: what lies behind was by the one before.
            From = request.From is { } from && (before is null || from != before.From || rule == before.Rule) ? from : before is null || rule != before.Rule ? ask.Today : before.From,
        };
        Check(terms.Faults(agreement, events).Select(f => f is ("due", DuePhrase.Unread) ? (f.Field, DuePhrase.Why(request.Due)) : f));
        return terms;
    }

    private static void Check(AgreementTerms terms, IReadOnlyList<CoordinationAgreement> others, Func<CoordinationAgreement, bool> alongside)
    {
        CoordinationAgreement.CheckOverlap(terms, others, alongside);
        CoordinationAgreement.CheckNumber(terms, others);
    }

    private static void Check(IEnumerable<(string Field, string Sentence)> faults)
    {
        var wrong = faults.ToArray();
        if (wrong.Length > 0)
            throw new Refused(400, "invalid", string.Join(" ", wrong.Select(f => f.Sentence).Distinct()))
            {
                Extensions = new() { ["errors"] = wrong.GroupBy(f => f.Field).ToDictionary(g => g.Key, g => g.Select(f => f.Sentence).ToArray()) },
            };
    }

    private Task<IReadOnlyList<CouncilEvent>> Events(CancellationToken cancel) => new EventStore(session).All(cancel: cancel);

    private async Task<IReadOnlyList<FieldChange>> Said(ObligationTerms? before, ObligationTerms after, CancellationToken cancel)
    {
        var (units, events) = (await ask.Units(cancel), await Events(cancel));
        return ShownFields.Changes(before is null ? [] : CoordinationWords.Fields(before, units, events), CoordinationWords.Fields(after, units, events));
    }

    private static string Called(AgreementTerms terms) => terms.Number.Length > 0 ? $"{terms.Number}: {terms.Title}" : terms.Title;

    private Task Tell(string act, string subject, IReadOnlyList<FieldChange>? changes, CancellationToken cancel) =>
        new JournalStore(session).Add(user.AccountId, act, subject, changes, JournalKind.Coordination, cancel);
}
