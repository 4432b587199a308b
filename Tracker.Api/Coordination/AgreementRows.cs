using Tracker.Api.Imports;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Coordination;
using Tracker.Db.Sessions;
using Tracker.Domain.Coordination;
using Tracker.Domain.Imports;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Api.Coordination;

/// <summary>The agreements that an office keeps, as rows.</summary>
public sealed class AgreementRows(Session session, Ask ask, AgreementWriting writing) : RowList<AgreementRequest>(Lists.Agreements)
{
    private IReadOnlyList<CoordinationAgreement>? _there;

    /// <summary>The obligations of one agreement, as rows.</summary>
    public async Task<RowList<ObligationRequest>> Obligations(Guid agreement, DateOnly? from, CancellationToken cancel) => new ObligationList(
        await new AgreementStore(session).Find(agreement, cancel: cancel) ?? throw Refused.NotFound("quy chế này"),
        await new ObligationStore(session).All(agreement, DateTimeOffset.MaxValue, cancel), await ask.Units(cancel), await new EventStore(session).All(cancel: cancel), from, writing);

    protected override async Task<IReadOnlyList<AgreementRequest>> Of(Fields row, CancellationToken cancel)
    {
        var directory = await ask.Directory(cancel);
        var parties = directory.FindAll(row.Text("parties"));
        var keeper = row.Text("keeper") is { } named ? directory.Find(named) : null;
        var (signedOn, unsigned) = Try(() => row.Day("signedOn"));
        var (from, noFrom) = Try(() => row.Day("validFrom"));
        var (to, noTo) = Try(() => row.Day("validTo"));
        Check(
            ("parties", parties.Any(p => p is not UnitMatch.One) ? string.Join(" ", parties.Select(p => p.Unclear()).OfType<string>()) : null),
            ("keeper", keeper is null ? "Hãy ghi Ban, Văn phòng hoặc Thường trực theo dõi quy chế này." : keeper.Unclear()),
            ("signedOn", unsigned), ("validFrom", noFrom), ("validTo", noTo));
        return [new(row.Text("name") ?? "", [.. parties.OfType<UnitMatch.One>().Select(p => p.Unit.Name)], ((UnitMatch.One)keeper!).Unit.Name, row.Text("paperNumber"), signedOn, from, to, row.Text("review"), Alongside: row.Ticked("alongside"))];
    }

    public override async Task<string?> There(AgreementRequest request, CancellationToken cancel)
    {
        _there ??= await new AgreementStore(session).All(cancel: cancel);
        var directory = await ask.Directory(cancel);
        var parties = request.Parties.Select(p => directory.Find(p)).OfType<UnitMatch.One>().Select(p => p.Unit.Id);
        return _there.FirstOrDefault(a => a.Terms.IsSame(new() { Number = VietnameseText.Normalize(request.Number), Title = VietnameseText.Normalize(request.Title), SignedOn = request.SignedOn, Parties = [.. parties] })) is { } same
            ? $"đã có quy chế {same.Called()}." : null;
    }

    public override async Task<string> Record(IReadOnlyList<AgreementRequest> requests, CancellationToken cancel)
    {
        var (made, touched) = await writing.AddSeveral(requests, cancel);
        return $"Đã ghi {Vietnamese.Number(made.Count)} quy chế phối hợp." + touched.Sentence;
    }
}
