using System.Text.RegularExpressions;
using Tracker.Api.Imports;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Meetings;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;
using Tracker.Domain.Meetings;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Api.Meetings;

/// <summary>The meetings of a year, as rows.</summary>
public sealed partial class MeetingRows(Session session, Ask ask, MeetingWriting writing, MeetingReading reading) : RowList<MeetingRequest>(Lists.Meetings)
{
    private IReadOnlyList<Meeting>? _there;

    /// <summary>The conclusions of one meeting, as rows.</summary>
    public async Task<RowList<ConclusionRequest>> Conclusions(Guid meeting, CancellationToken cancel) =>
        new ConclusionRows(meeting, (await reading.Detail(meeting, new(Viewpoint.LastDay, session.Now), cancel)).Conclusions, await ask.Units(cancel), writing);

    protected override async Task<IReadOnlyList<MeetingRequest>> Of(Fields row, CancellationToken cancel)
    {
        var kind = Kinds().Match(VietnameseText.Fold(row.Text("meetingKind")));
        var number = Numbers().Match(VietnameseText.Fold(row.Text("meetingNumber") ?? (kind.Groups["number"] is { Success: true } named ? $"{named.Value}{(kind.Groups["year"].Success ? $"/{kind.Groups["year"].Value}" : "")}" : "")));
        var (heldOn, noDay) = Try(() => row.Day("heldOn"));
        var startsAt = row.Text("startsAt") is not { } typed ? (TimeOnly?)null : MeetingWords.TryTime(typed, out var read) ? read : null;
        Check(
            ("meetingKind", kind.Success ? null : row.Text("meetingKind") is null ? "Hãy ghi “Giao ban tháng” hoặc “Giao ban chuyên đề”." : $"Không rõ “{row.Text("meetingKind")}” là loại nào; hãy ghi “Giao ban tháng” hoặc “Giao ban chuyên đề”."),
            ("meetingNumber", number.Success ? null : "Hãy ghi tháng (giao ban tháng) hoặc số thứ tự trong năm (chuyên đề), ví dụ 3 hoặc 3/2026."),
            ("heldOn", noDay ?? (heldOn is null ? "Hãy ghi ngày họp." : null)),
            ("startsAt", row.Text("startsAt") is not null && startsAt is null ? "Hãy ghi giờ như 8:30." : null));
        var isMonthly = kind.Groups["kind"].Value == "thang";
        var of = int.Parse(number.Groups["number"].ValueSpan);
        var year = number.Groups["year"] is { Success: true } written ? int.Parse(written.ValueSpan) : (int?)null;
        // The giao ban of December may be held in January: of which year it is must be said then.
        if (isMonthly && year is null && Math.Abs(of - heldOn!.Value.Month) > 6)
            throw Refused.Field("meetingNumber", $"Giao ban tháng {of} họp ngày {Vietnamese.Day(heldOn.Value)} là của năm nào? Hãy ghi cả năm, ví dụ {of}/{heldOn.Value.Year - (of > heldOn.Value.Month ? 1 : 0)}.");
        // Bodies that are known take part as units, the others as people; what may be several units is asked.
        var taking = (await ask.Directory(cancel)).FindAll(row.Text("units"));
        if (taking.OfType<UnitMatch.Ambiguous>().Select(t => t.Unclear()).ToArray() is { Length: > 0 } unclear)
            throw Refused.Field("units", string.Join(" ", unclear));
        return
        [
            new(isMonthly ? MeetingKind.Monthly : MeetingKind.Thematic, of, heldOn!.Value, year, startsAt, row.Text("venue"), row.Text("chair"), row.Text("topic"), null,
                [.. taking.OfType<UnitMatch.One>().Select(t => t.Unit.Name)], [.. taking.OfType<UnitMatch.Unknown>().Select(t => t.Text)]),
        ];
    }

    public override async Task<string?> There(MeetingRequest request, CancellationToken cancel)
    {
        _there ??= await new MeetingStore(session).List(new(), new(Viewpoint.LastDay, session.Now), cancel);
        return _there.FirstOrDefault(m => m.Kind == request.Kind && m.Number == request.Number && m.Year == (request.Year ?? request.HeldOn.Year)) is not { } same ? null
            : same.HeldOn == request.HeldOn ? $"đã có {same.Lower}, họp ngày {Vietnamese.Day(same.HeldOn)}."
            : $"đã có {same.Lower}, họp ngày {Vietnamese.Day(same.HeldOn)}; ở đây ghi ngày {Vietnamese.Day(request.HeldOn)}, muốn đổi ngày thì sửa cuộc đó.";
    }

    public override async Task<string> Record(IReadOnlyList<MeetingRequest> requests, CancellationToken cancel) => $"Đã ghi {(await writing.MakeSeveral(requests, cancel)).Count} cuộc giao ban.";

    [GeneratedRegex(@"^(?:phien |cuoc |hop )*(?:giao ban )?(?<kind>thang|chuyen de)(?: (?:so )?(?<number>\d{1,3}))?(?: ?(?:/|nam) ?(?<year>\d{4}))?$")]
    private static partial Regex Kinds();

    [GeneratedRegex(@"^(?:thang |so |thu )?0*(?<number>\d{1,3})(?: ?(?:/|nam|-) ?(?<year>\d{4}))?$")]
    private static partial Regex Numbers();
}
