using Tracker.Api.Accounts;
using Tracker.Api.Items;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Items;
using Tracker.Db.Programmes;
using Tracker.Domain;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Text;

namespace Tracker.Api.Programmes;

/// <summary>The next year's programme in hand: the paper's fields and the contents as typed. Nothing counts it until it is issued.</summary>
public sealed record NextYearDraft
{
    public int Year { get; init; }
    public string Number { get; init; } = "";
    public string IssuedOn { get; init; } = "";
    public string Title { get; init; } = "";
    public IReadOnlyList<NextYearRow> Rows { get; init; } = [];

    /// <summary>The paper's fields, as the form shows them.</summary>
    public IReadOnlyList<ShownField> Fields => [new("paperNumber", Number), new("issuedOn", IssuedOn), new("paperTitle", Title)];
}

/// <summary>A content of it, as typed.</summary>
public sealed record NextYearRow
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public string Number { get; init; } = "";
    public string Group { get; init; } = "";
    public string Title { get; init; } = "";
    public string LeadUnit { get; init; } = "";
    public string CooperatingUnits { get; init; } = "";
    public string ResponsibleLeader { get; init; } = "";
    public string TimePhrase { get; init; } = "";
    public string Deliverable { get; init; } = "";
    /// <summary>The item of the programme before that it carries on; null for what isn't carried over.</summary>
    public Guid? From { get; init; }
    /// <summary>Years in whose programmes it stood; empty for what was typed.</summary>
    public IReadOnlyList<int> Years { get; init; } = [];

    /// <summary>What a column of the sheet shows of it; null for what isn't the row's own.</summary>
    public string? this[string column] => column switch
    {
        "number" => Number, "group" => Group, "title" => Title, "leadUnit" => LeadUnit, "cooperatingUnits" => CooperatingUnits, "responsibleLeader" => ResponsibleLeader, "timePhrase" => TimePhrase, "deliverable" => Deliverable,
        _ => null,
    };

    /// <param name="units">Names of the units.</param>
    public static NextYearRow Of(NextYearContent c, IReadOnlyDictionary<Guid, string> units) => new()
    {
        Number = c.Facts.Number, Group = c.Facts.GroupName, Title = c.Title, LeadUnit = units.GetValueOrDefault(c.Facts.LeadUnitId, ""),
        CooperatingUnits = string.Join("; ", c.Facts.CooperatingUnitIds.Select(u => units.GetValueOrDefault(u, ""))),
        ResponsibleLeader = c.Facts.ResponsibleLeader, TimePhrase = c.TimePhrase ?? "", Deliverable = c.Facts.Deliverable, From = c.CarriedOver ? c.Item : null, Years = c.Years,
    };
}

/// <summary>What is wrong with a row: the field, and the sentence.</summary>
public sealed record RowProblem(int Row, string Field, string Sentence);

/// <summary>From this year's programme to the next one's draft, and from the draft to the programme.</summary>
public sealed class NextYearDrafts(Session session, Ask ask, CurrentUser user, ItemMaking making, ProgrammeWriting programmes) : Drafts<NextYearDraft>(session, user, DraftKind.Programme)
{
    protected override string Called => "dự thảo chương trình";
    protected override string Issued => "Dự thảo này đã được ban hành thành chương trình. Hãy điều chỉnh, bổ sung vào chương trình đó.";
    protected override string Changed => "Người khác vừa sửa dự thảo này. Ô bạn chưa gõ đã theo bản hiện nay, nội dung bạn gõ vẫn còn; hãy xem lại rồi lưu lần nữa.";

    /// <summary>Begins the next year from a programme: what it carries over, and what recurs.</summary>
    public async Task<Guid> Make(Guid programmeId, CancellationToken cancel)
    {
        var programme = await new ProgrammeStore(Session).Find(programmeId, new(Viewpoint.LastDay, Session.Now), cancel) ?? throw Refused.NotFound("chương trình này");
        if ((await Annual(cancel)).FirstOrDefault(p => p.Year == programme.Year + 1) is { } there)
            throw new RuleBroken($"Năm {there.Year} đã có chương trình {there.Number}. Hãy điều chỉnh, bổ sung vào chương trình đó.", "programme-exists");
        if ((await Open(cancel)).FirstOrDefault(d => d.Draft.Year == programme.Year + 1) is { Row: not null } other)
            throw new RuleBroken($"Đã có một dự thảo chương trình năm {other.Draft.Year}. Hãy mở dự thảo đó.", "draft-exists");
        return await Make(programmeId, new NextYearDraft
        {
            Year = programme.Year + 1, Title = NextYear.Moved(programme.Title, programme.Year), Rows = [.. await Proposed(programme, cancel)],
        }, cancel);
    }

    /// <summary>What the programme has carried over since, and the draft doesn't have.</summary>
    public async Task<IReadOnlyList<NextYearRow>> Missing(Draft row, NextYearDraft draft, CancellationToken cancel) =>
        await new ProgrammeStore(Session).Find(row.ProgrammeId, new(Viewpoint.LastDay, Session.Now), cancel) is { } programme
            ? [.. (await Proposed(programme, cancel)).Where(r => r.From is { } from && draft.Rows.All(d => d.From != from))] : [];

    private async Task<IReadOnlyList<Programme>> Annual(CancellationToken cancel) =>
        [.. (await new ProgrammeStore(Session).All(new(Viewpoint.LastDay, Session.Now), cancel: cancel)).Where(p => p.Kind == ProgrammeKind.Annual)];

    private async Task<IEnumerable<NextYearRow>> Proposed(Programme programme, CancellationToken cancel)
    {
        var scopes = (await Annual(cancel)).Where(p => p.Year <= programme.Year).Select(p => new Scope(p.Year, Origin.Programme, p.Id)).ToArray();
        var items = (await new ItemStore(Session).List(new() { Scopes = scopes, PageSize = int.MaxValue }, new(Viewpoint.LastDay, Session.Now), cancel)).Items;
        var units = (await ask.Units(cancel)).ToDictionary(u => u.Id, u => u.Name);
        // What an earlier issue took up already isn't carried over a second time.
        var next = (await new ItemStore(Session).Histories([.. items.Where(i => i.Facts.State == State.CarriedOver).Select(i => i.Id)], cancel))
            .Where(h => Carrying(h.Select(e => e.Entry)) is { Change: Change.Progressed { Next: not null } }).Select(h => h.Key).ToHashSet();
        return NextYear.Propose(programme.Year, [.. items.Where(i => !next.Contains(i.Id)).Select(i => (i.Year, i.Id, i.Facts))]).Select(c => NextYearRow.Of(c, units));
    }

    /// <summary>What has to be put right before it can be issued.</summary>
    public async Task<IReadOnlyList<RowProblem>> Problems(NextYearDraft draft, CancellationToken cancel)
    {
        var problems = new List<RowProblem>();
        foreach (var (n, row) in draft.Rows.Index())
            await Read(draft.Year, row, (field, sentence) => problems.Add(new(n, field, sentence)), cancel);
        return problems;
    }

    /// <summary>The row as it would be recorded; null when something is wrong with it.</summary>
    private async Task<(Change.Described Described, Change.Scheduled[] Schedule)?> Read(int year, NextYearRow row, Action<string, string> wrong, CancellationToken cancel)
    {
        try
        {
            if (row.LeadUnit.Length == 0)
                throw Refused.Field("leadUnit", ItemTexts.LeadMissing);
            new AmendmentContentValidator().Check(new(row.Title, Deliverable: row.Deliverable, ResponsibleLeader: row.ResponsibleLeader, Number: row.Number, Group: row.Group, TimePhrase: row.TimePhrase));
            var described = await making.Described(new()
            {
                Title = row.Title, LeadUnit = row.LeadUnit, CooperatingUnits = row.CooperatingUnits.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                ResponsibleLeader = row.ResponsibleLeader, Deliverable = row.Deliverable, ActivityKind = ActivityKinds.Guess(row.Title),
            }, cancel);
            return (described, [.. await making.Schedule(row.TimePhrase, null, year, cancel)]);
        }
        catch (Refused e) when (e.Status < 500)
        {
            var field = e.Extensions.TryGetValue("errors", out var errors) && errors is IDictionary<string, string[]> { Count: > 0 } byField ? byField.Keys.First() : "title";
            wrong(field, e.Message);
            return null;
        }
    }

    /// <summary>Makes the programme and its items as issued, and links what is carried over; the draft is then done with.</summary>
    public async Task<ProgrammeAnswer> Issue(Guid id, NextYearDraft draft, DateOnly issuedOn, CancellationToken cancel)
    {
        if (draft.Rows.Count == 0)
            throw new RuleBroken("Dự thảo chưa có nội dung nào, nên chưa ban hành được. Hãy thêm nội dung, hoặc nhập chương trình bằng Excel.", "draft-empty");
        var rows = new List<(NextYearRow Row, Change.Described Described, Change.Scheduled[] Schedule)>();
        var wrong = new List<RowProblem>();
        foreach (var (n, row) in draft.Rows.Index())
            if (await Read(draft.Year, row, (field, sentence) => wrong.Add(new(n, field, sentence)), cancel) is var (described, schedule))
                rows.Add((row, described, schedule));
        if (wrong.Count > 0)
            throw new RuleBroken($"Còn {wrong.Count} chỗ cần sửa trước khi ban hành. Dòng {wrong[0].Row + 1}: {wrong[0].Sentence}", "rows-wrong");
        if (rows.Select(r => r.Row.From).OfType<Guid>().GroupBy(f => f).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new RuleBroken($"Hai dòng cùng chuyển từ một nội dung “{rows.First(r => r.Row.From == twice.Key).Row.Title}”. Hãy bỏ một dòng.", "carried-over-twice");
        var made = (ProgrammeAnswer)(await programmes.Make(new(draft.Number, issuedOn, draft.Title, draft.Year), cancel)).Body;
        var entries = new List<NewEntry>();
        foreach (var (place, (row, described, schedule)) in rows.Index())
        {
            entries.Add(new(row.Id, made.IssuedOn, new Change.Joined(Membership.Issued)));
            entries.Add(new(row.Id, made.IssuedOn, described with { Number = row.Number, Group = row.Group, Position = place + 1 }));
            entries.AddRange(schedule.Select(s => new NewEntry(row.Id, made.IssuedOn, s)));
        }
        entries.AddRange(await Links([.. rows.Where(r => r.Row.From is not null).Select(r => (r.Row.From!.Value, r.Row.Id, r.Row.Title))], cancel));
        await new ItemRecorder(Session).Record([.. rows.Select(r => new NewItem(r.Row.Id, Origin.Programme, draft.Year, made.Id))], entries, new(User.AccountId), cancel: cancel);
        await Save(id, draft, cancel, made.Id);
        return made;
    }

    /// <summary>The carried-over ones name the items by which they go on, by correction: their own programme may be closed by now.</summary>
    private async Task<IReadOnlyList<NewEntry>> Links(IReadOnlyList<(Guid From, Guid Next, string Title)> links, CancellationToken cancel)
    {
        var store = new ItemStore(Session);
        var heads = (await store.These([.. links.Select(l => l.From)], hold: true, cancel)).ToDictionary(i => i.Id, i => i.ProgrammeId);
        var histories = await store.Histories([.. heads.Keys], cancel);
        var settings = (await CouncilStore.Find(Session, cancel)).Settings;
        var entries = new List<NewEntry>();
        foreach (var (from, next, title) in links)
        {
            Entry[] history = [.. histories[from].Select(e => e.Entry)];
            var facts = new ItemHistory(history).At(Viewpoint.LastDay, DateTimeOffset.MaxValue);
            if (!heads.TryGetValue(from, out var programme) || facts is not { InTotal: true, State: State.CarriedOver } || Carrying(history) is not { Change: Change.Progressed carried } entry)
                throw new RuleBroken($"“{title}”: nội dung năm trước không còn là chuyển sang năm sau. Hãy bỏ dòng này khỏi dự thảo, hoặc ghi lại như nội dung mới.", "not-carried-over");
            if (carried.Next is not null)
                throw new RuleBroken($"“{title}”: nội dung năm trước đã được chuyển vào một nội dung khác. Hãy bỏ dòng này khỏi dự thảo.", "carried-over-already");
            var item = new Item(new(from, Origin.Programme, 0, programme), history, null, settings, ask.Today);
            entries.AddRange(item.Correct(entry.Sequence, carried with { Next = next }, entry.EffectiveOn, entry.Document));
        }
        return entries;
    }

    private static Entry? Carrying(IEnumerable<Entry> history) => history.Where(e => e.SupersededAt is null && e.Change is Change.Progressed { State: State.CarriedOver })
        .OrderBy(e => e.EffectiveOn).ThenBy(e => e.Sequence).LastOrDefault();
}
