using Tracker.Api.Accounts;
using Tracker.Api.Items;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Api.Units;
using Tracker.Db;
using Tracker.Db.Journal;
using Tracker.Db.Meetings;
using Tracker.Domain;
using Tracker.Domain.Items;
using Tracker.Domain.Meetings;
using Tracker.Domain.Text;
using Tracker.Domain.Units;
using Tracker.Domain.Imports;

namespace Tracker.Api.Meetings;

/// <summary>Changes of meetings and of what they conclude, from the API and from pages.</summary>
public sealed class MeetingWriting(Session session, Ask ask, CurrentUser user, ItemMaking making)
{
    private readonly MeetingStore _meetings = new(session);

    public async Task<Written> Make(MeetingRequest request, CancellationToken cancel)
    {
        var made = await Of(request, Guid.CreateVersion7(), 1, cancel);
        await _meetings.Add(made, new(user.AccountId), cancel);
        await Tell("Ghi cuộc giao ban", null, made, cancel);
        return new(await Answer(made, cancel), 1, $"/api/meetings/{made.Id}");
    }

    /// <summary>Makes all of them or none; one that is there already is named.</summary>
    /// <exception cref="Refused">Its errors are named <c>field.place</c>.</exception>
    public Task<IReadOnlyList<MeetingAnswer>> MakeSeveral(IReadOnlyList<MeetingRequest>? requests, CancellationToken cancel) =>
        Several.Each(requests, Lists.Meetings.MostRows, async request => (MeetingAnswer)(await Make(request, cancel)).Body);

    public async Task<Written> Change(Guid id, MeetingRequest request, int expectedVersion, CancellationToken cancel)
    {
        var current = await Find(id, expectedVersion, cancel);
        var wanted = await Of(request, id, expectedVersion, cancel);
        if (wanted.HeldOn > current.HeldOn)
            await CheckConclusions(wanted, cancel);
        await _meetings.Change(wanted, new(user.AccountId), cancel);
        var changed = (await _meetings.Find(id, cancel: cancel))!;
        await Tell("Sửa cuộc giao ban", current, changed, cancel);
        return new(await Answer(changed, cancel), changed.Version);
    }

    /// <summary>What a meeting gave isn't due before it is held, also when it is held later than it was said to be.</summary>
    private async Task CheckConclusions(Meeting wanted, CancellationToken cancel)
    {
        var tasks = (await _meetings.Conclusions([wanted.Id], session.Now, cancel)).Select(c => c.ItemId).OfType<Guid>().ToArray();
        foreach (var (row, _) in await new Db.Items.ItemStore(session).WithHistories(tasks, new(Viewpoint.LastDay, session.Now), cancel))
            if (row.Facts.InTotal && (row.Facts.FirstDueOn ?? row.Facts.DueOn) is { } due && due < wanted.HeldOn)
                throw Refused.Field("heldOn", $"Kết luận “{row.Facts.Title}” có thời hạn {Vietnamese.Day(due)}, trước ngày họp {Vietnamese.Day(wanted.HeldOn)}. Hãy kiểm tra lại ngày họp, hoặc đính chính thời hạn của nhiệm vụ đó trước.");
    }

    public async Task<Written> Void(Guid id, int expectedVersion, CancellationToken cancel)
    {
        var wrong = await Find(id, expectedVersion, cancel);
        await _meetings.Void(wrong, new(user.AccountId), cancel);
        await Tell("Gỡ cuộc giao ban nhập nhầm", wrong, wrong, cancel);
        return new(new { id, @void = true });
    }

    /// <summary>Each conclusion with a lead becomes an item from the meeting's day; what can't be is said of its row, and then nothing is recorded.</summary>
    /// <returns>How many conclusions, and how many of them are tasks.</returns>
    public async Task<Written> Conclude(Guid id, ConclusionsRequest request, CancellationToken cancel)
    {
        await _meetings.Lock(cancel);
        var meeting = await _meetings.Find(id, cancel: cancel) ?? throw Refused.NotFound($"cuộc họp “{id}”");
        if (meeting.HeldOn > ask.Today)
            throw new RuleBroken($"{meeting.Name} họp ngày {Vietnamese.Day(meeting.HeldOn)}, chưa tới. Kết luận được ghi từ ngày họp.", "meeting-to-come");
        var said = await Several.Each<ConclusionRequest, (string? Text, ItemPlan? Plan)>(request.Conclusions, Meeting.MostConclusions,
            async c => c.WithoutTask ? (Words(c), null) : (null, await Task(meeting, c, cancel)), field => field is "title" or Several.Whole ? "text" : field);
        ItemPlan[] plans = [.. said.Select(s => s.Plan).OfType<ItemPlan>()];
        await making.Record(plans, cancel);
        await _meetings.Conclude(id, [.. said.Select(s => (s.Text, s.Plan?.Item.Id))], new(user.AccountId), cancel);
        await new JournalStore(session).Add(user.AccountId, "Ghi kết luận giao ban", meeting.Name, [new("conclusions", "", $"{said.Count}, giao {plans.Length} nhiệm vụ")], JournalKind.Meeting, cancel);
        return new(new ConcludedAnswer(said.Count, [.. plans.Select(p => p.Item.Id)]));
    }

    public async Task<Written> TakeBack(Guid id, long conclusion, CancellationToken cancel)
    {
        var meeting = await _meetings.Find(id, cancel: cancel) ?? throw Refused.NotFound($"cuộc họp “{id}”");
        if (!await _meetings.TakeBack(id, conclusion, cancel))
            throw Refused.NotFound("kết luận không giao việc này");
        await new JournalStore(session).Add(user.AccountId, "Gỡ kết luận giao ban nhập nhầm", meeting.Name, null, JournalKind.Meeting, cancel);
        return new(new { id, conclusion, @void = true });
    }

    private static string Words(ConclusionRequest conclusion) => VietnameseText.Normalize(conclusion.Text) is { Length: > 0 and <= 2000 } words
        ? words : throw Refused.Field("text", "Hãy ghi nội dung kết luận, nhiều nhất 2.000 ký tự.");

    private async Task<ItemPlan> Task(Meeting meeting, ConclusionRequest conclusion, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(conclusion.LeadUnit))
            throw Refused.Field("leadUnit", "Kết luận giao việc phải có cơ quan chủ trì. Nếu không giao việc, hãy đánh dấu “Không giao việc”.");
        // The meeting's day comes first, so that a phrase can't be due before it.
        meeting.CheckDue(conclusion.DueOn);
        var plan = await making.Plan(
            new(conclusion.Text ?? "", conclusion.LeadUnit, Origin.Adhoc, null, conclusion.CooperatingUnits, Deliverable: conclusion.Deliverable, TimePhrase: conclusion.TimePhrase, DueOn: conclusion.DueOn,
                On: meeting.HeldOn, Document: meeting.Notice, Source: meeting.Source), cancel);
        try
        {
            meeting.CheckDue(plan.DueOn);
        }
        catch (RuleBroken early)
        {
            throw Refused.Field("timePhrase", early.Message);
        }
        return plan;
    }

    private async Task<Meeting> Find(Guid id, int expectedVersion, CancellationToken cancel)
    {
        await _meetings.Lock(cancel);
        var current = await _meetings.Find(id, cancel: cancel) ?? throw Refused.NotFound($"cuộc họp “{id}”");
        return current.Version == expectedVersion ? current : throw Preconditions.Stale(current.Version, await Answer(current, cancel));
    }

    private async Task<MeetingAnswer> Answer(Meeting meeting, CancellationToken cancel) =>
        MeetingAnswer.Of(meeting, (await ask.Units(cancel)).ToDictionary(u => u.Id), await _meetings.Conclusions([meeting.Id], session.Now, cancel));

    private async Task<Meeting> Of(MeetingRequest request, Guid id, int version, CancellationToken cancel)
    {
        new MeetingValidator().Check(request);
        var units = new List<Guid>();
        foreach (var unit in request.Units ?? [])
            units.Add((await ask.FindUnit(unit ?? "", "units", cancel)).Id);
        static string Text(string? text) => VietnameseText.Normalize(text);
        static IReadOnlyList<string> Lines(IReadOnlyList<string>? lines) => [.. (lines ?? []).Select(Text).Where(l => l.Length > 0)];
        return new(
            id, version, request.Kind, request.Year ?? request.HeldOn.Year, request.Number, request.HeldOn, request.StartsAt, Text(request.Place), Text(request.Chair), Text(request.Title),
            Lines(request.Agenda), [.. units.Distinct()], Lines(request.Participants), Text(request.Notice) is { Length: > 0 } notice ? notice : null);
    }

    private async Task Tell(string act, Meeting? before, Meeting after, CancellationToken cancel)
    {
        var units = await ask.Units(cancel);
        await new JournalStore(session).Add(user.AccountId, act, after.Name, before == after ? null : ShownFields.Changes(before is null ? [] : Fields(before, units), Fields(after, units)), JournalKind.Meeting, cancel);
    }

    public static IReadOnlyList<ShownField> Fields(Meeting m, IReadOnlyList<Unit> units)
    {
        var names = units.ToDictionary(u => u.Id, u => u.Name);
        return
        [
            new("meetingKind", Link.Name(m.Kind), kind => Enum.TryParse<MeetingKind>(kind, true, out var k) ? k.Name() : kind),
            new("meetingNumber", $"{m.Number}"),
            new("meetingYear", $"{m.Year}"),
            new("heldOn", UnitWords.Day(m.HeldOn)),
            new("startsAt", m.StartsAt is { } time ? MeetingWords.Time(time) : ""),
            new("venue", m.Place),
            new("chair", m.Chair),
            new("topic", m.Title),
            new("agenda", string.Join("\n", m.Agenda), InOneLine),
            new("units", string.Join("\n", m.Units.Select(u => names.GetValueOrDefault(u, ""))), InOneLine),
            new("participants", string.Join("\n", m.Participants), InOneLine),
            new("notice", m.Notice ?? ""),
        ];

        static string InOneLine(string lines) => string.Join("; ", lines.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }
}
