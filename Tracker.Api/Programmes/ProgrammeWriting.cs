using System.Text.Json.Serialization;
using FluentValidation;
using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Items;
using Tracker.Db.Programmes;
using Tracker.Domain.Documents;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Text;

namespace Tracker.Api.Programmes;

/// <param name="Number">Of the document, 01/CTr-HĐND.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record NewProgrammeRequest(string Number, [property: JsonRequired] DateOnly IssuedOn, string Title, int? Year = null, ProgrammeKind Kind = ProgrammeKind.Annual);

/// <summary>Closing of a year. Items that are still open are decided along the way.</summary>
/// <param name="On">Day of closing; today unless given.</param>
/// <param name="Document">The paper by which open items are carried over or withdrawn.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ClosingRequest(DateOnly? On = null, string? Document = null, IReadOnlyList<ClosingDecision>? Decisions = null);

public enum OpenItemOutcome { CarriedOver, Withdrawn }

/// <summary>What becomes of one open item.</summary>
public sealed record ClosingDecision([property: JsonRequired] Guid Item, [property: JsonRequired] OpenItemOutcome Outcome, string? Reason = null);

public sealed class NewProgrammeValidator : AbstractValidator<NewProgrammeRequest>
{
    public NewProgrammeValidator()
    {
        RuleFor(p => p.Number).Must(n => DocumentNumber.TryParse(n, out _)).WithMessage("Số, ký hiệu chương trình phải có dạng như 01/CTr-HĐND.");
        RuleFor(p => p.Number).MaximumLength(DocumentNumber.Longest).WithMessage(DocumentNumber.TooLong);
        RuleFor(p => p.Title).NotEmpty().WithMessage("Hãy ghi tên chương trình.");
        RuleFor(p => p.Title).MaximumLength(1000).WithMessage("Tên chương trình dài quá 1.000 ký tự; hãy rút gọn.");
        RuleFor(p => p.Year).InclusiveBetween(1946, 2999).WithMessage("Năm của chương trình không hợp lý; hãy kiểm tra lại.");
    }
}

/// <summary>Changes of programmes.</summary>
public sealed class ProgrammeWriting(Session session, Ask ask, CurrentUser user)
{
    private readonly ProgrammeStore _programmes = new(session);

    public async Task<Written> Make(NewProgrammeRequest request, CancellationToken cancel)
    {
        new NewProgrammeValidator().Check(request);
        if (request.IssuedOn > ask.Today)
            throw Refused.BadRequest("in-future", $"Ngày ban hành {Vietnamese.Day(request.IssuedOn)} chưa tới. Hãy tạo chương trình khi văn bản đã ban hành.");
        await _programmes.Lock(cancel);
        var (year, number) = (request.Year ?? request.IssuedOn.Year, VietnameseText.Normalize(request.Number));
        var there = await _programmes.All(new(Viewpoint.LastDay, session.Now), [year], cancel);
        if (there.FirstOrDefault(p => p.Number == number || p.Kind == ProgrammeKind.Annual && request.Kind == ProgrammeKind.Annual) is { } same)
            throw new Domain.RuleBroken($"Năm {year} đã có chương trình {same.Number} ngày {Vietnamese.Day(same.IssuedOn)}. Hãy bổ sung nội dung vào chương trình đó.", "programme-exists");
        var id = Guid.CreateVersion7();
        await _programmes.Add(id, year, request.Kind, number, VietnameseText.Normalize(request.Title), request.IssuedOn, new(user.AccountId), cancel);
        return await Now(id, $"/api/programmes/{id}", cancel);
    }

    /// <summary>Decides what is open and closes the year, all or nothing.</summary>
    public async Task<Written> Close(Guid id, ClosingRequest request, int expectedVersion, CancellationToken cancel)
    {
        var on = request.On ?? ask.Today;
        if (on > ask.Today)
            throw Refused.BadRequest("in-future", $"Ngày khép lại {Vietnamese.Day(on)} chưa tới.");
        var programme = await _programmes.Find(id, new(Viewpoint.LastDay, session.Now), cancel) ?? throw Refused.NotFound($"chương trình “{id}”");
        if (programme.Version != expectedVersion)
            throw Preconditions.Stale(programme.Version, ProgrammeAnswer.Of(programme, new(ask.Today, session.Now)));
        if (request.Decisions?.Any(d => d is null) == true)
            throw Refused.BadRequest("missing", "Mỗi quyết định phải có mã nhiệm vụ (item) và cách xử lý (outcome).");
        if (request.Decisions?.FirstOrDefault(d => d.Reason?.Length > Items.ItemTexts.Longest) is { } wordy)
            throw Refused.Field($"{ProgrammeAdminPages.Reason}{wordy.Item}", "Lý do dài quá 4.000 ký tự; hãy rút gọn.");
        var settings = (await CouncilStore.Find(session, cancel)).Settings;
        var store = new ItemStore(session);
        var scope = new Scope(programme.Year, Origin.Programme, id);
        var inScope = (await store.Hold([scope], cancel)).ToHashSet();
        var histories = await store.Histories([.. (request.Decisions ?? []).Select(d => d.Item)], cancel);
        var entries = (request.Decisions ?? []).SelectMany(d =>
        {
            if (!inScope.Contains(d.Item))
                throw Refused.NotFound($"nhiệm vụ “{d.Item}” trong chương trình này");
            var item = new Item(new(d.Item, Origin.Programme, programme.Year, id), histories[d.Item].Select(e => e.Entry), programme, settings, ask.Today);
            return Of(item, () => d.Outcome == OpenItemOutcome.Withdrawn ? item.Withdraw(request.Document, on) : item.CarryOver(on, request.Document, d.Reason, null));
        }).ToArray();
        await new ItemRecorder(session).Record([], entries, new(user.AccountId), cancel: cancel);

        var counts = (await new Db.Figures.FigureStore(session).Count(scope, new(Viewpoint.LastDay, session.Now), cancel: cancel)).Figures;
        await _programmes.Close(programme, on, counts[Figure.NotStarted] + counts[Figure.InProgress], expectedVersion, new(user.AccountId), cancel);
        return await Now(id, null, cancel);
    }

    /// <summary>Of many items decided at once, a broken rule says of which.</summary>
    private static NewEntry[] Of(Item item, Func<IEnumerable<NewEntry>> decide)
    {
        try
        {
            return [.. decide()];
        }
        catch (Domain.RuleBroken broken) when (broken.Code is not ("document-missing" or "item-void" or "programme-closed"))
        {
            throw new Domain.RuleBroken($"“{item.Facts.Title}”: {broken.Message}", broken.Code);
        }
    }

    private async Task<Written> Now(Guid id, string? location, CancellationToken cancel)
    {
        var view = new Viewpoint(ask.Today, session.Now);
        var programme = (await _programmes.Find(id, view, cancel))!;
        return new(ProgrammeAnswer.Of(programme, view), programme.Version, location);
    }
}
