using Tracker.Api.Accounts;
using Tracker.Api.Items;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Figures;
using Tracker.Db.Items;
using Tracker.Db.Programmes;
using Tracker.Domain;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Text;

namespace Tracker.Api.Programmes;

/// <summary>A line and what it would do.</summary>
/// <param name="Problem">Why it can't be recorded; null when it can.</param>
public sealed record PreviewedLine(AmendmentLine Line, string? Problem, IReadOnlyList<AmendedItem> Items);

/// <summary>What an amendment would do, recorded now.</summary>
/// <param name="Before">Figures of the programme as they are today.</param>
/// <param name="After">What they would be; lines with a problem aren't in them.</param>
public sealed record AmendmentPreview(IReadOnlyList<PreviewedLine> Lines, FigureSet Before, FigureSet After)
{
    public int Problems => Lines.Count(l => l.Problem is not null);
}

/// <summary>From what people write to what is recorded: an amendment as a whole, or nothing.</summary>
public sealed class AmendmentWriting(Session session, Ask ask, CurrentUser user, ItemMaking making)
{
    private readonly AmendmentStore _amendments = new(session);

    /// <exception cref="Refused">404 when there is none.</exception>
    public async Task<Programme> Programme(Guid id, CancellationToken cancel) =>
        await new ProgrammeStore(session).Find(id, new(Viewpoint.LastDay, session.Now), cancel) ?? throw Refused.NotFound($"chương trình “{id}”");

    /// <summary>Records a whole amendment.</summary>
    /// <exception cref="Refused">412 when somebody changed the programme since; what is wrong with a line, with its number.</exception>
    public async Task<Amendment> Record(Guid programmeId, AmendmentRequest request, int expectedVersion, CancellationToken cancel)
    {
        new AmendmentValidator().Check(request);
        if (request.Lines.Any(l => l is null))
            throw Refused.BadRequest("missing", "Mỗi dòng phải có việc cần làm (action).");
        var programme = await Programme(programmeId, cancel);
        if (programme.Version != expectedVersion)
            throw Preconditions.Stale(programme.Version, ProgrammeAnswer.Of(programme, new(ask.Today, session.Now)));
        request.Paper.Check(programme, ask.Today);
        var (amending, _) = await Begin(programme, request.Paper, request.Lines, hold: true, cancel);
        var wrong = new List<(int Line, Exception Why)>();
        var parts = new List<AmendmentPart>();
        foreach (var (place, line) in request.Lines.Index())
        {
            try
            {
                parts.Add(amending.Take(await Step(programme, line, cancel)));
            }
            catch (Exception e) when (e is RuleBroken or Refused { Status: < 500 })
            {
                wrong.Add((place + 1, e));
            }
        }
        if (wrong.Count > 0)
            throw Wrong(wrong);
        await CheckProposals(request.Lines, programmeId, cancel);
        var id = Guid.CreateVersion7();
        await _amendments.Add(id, programme, expectedVersion, request.Paper, [.. parts.SelectMany(p => p.Items)], [.. parts.SelectMany(p => p.Entries)],
            request.Lines.Select(l => l.Proposal).OfType<Guid>(), user.AccountId, cancel);
        return (await _amendments.Find(programmeId, id, session.Now, cancel))!;
    }

    /// <summary>The amendment that the same paper was recorded as before, if it was: said while it is drafted again.</summary>
    public async Task<Amendment?> Recorded(Programme programme, AmendmentPaper paper, CancellationToken cancel) =>
        (await _amendments.All(programme.Id, new(Viewpoint.LastDay, session.Now), cancel)).LastOrDefault(a => a.Paper.IsSame(paper));

    /// <summary>What the lines would do as things are now; records nothing.</summary>
    public async Task<AmendmentPreview> Preview(Programme programme, AmendmentPaper paper, IReadOnlyList<AmendmentLine> lines, CancellationToken cancel)
    {
        var (amending, histories) = await Begin(programme, paper, lines, hold: false, cancel);
        var now = new Viewpoint(ask.Today, session.Now);
        var before = (await new FigureStore(session).Count(new(programme.Year, Origin.Programme, programme.Id), now, cancel: cancel)).Figures;
        var (was, becomes) = (new List<ItemFacts>(), new List<ItemFacts>());
        var previewed = new List<PreviewedLine>();
        var draft = Guid.CreateVersion7();
        foreach (var line in lines)
        {
            try
            {
                var part = amending.Take(await Step(programme, line, cancel));
                var items = new List<AmendedItem>();
                foreach (var entries in part.Entries.GroupBy(e => e.ItemId))
                {
                    (Entry, Guid?)[] old = [.. histories[entries.Key].Select(e => (e.Entry, e.AmendmentId))];
                    (Entry Entry, Guid?)[] fresh = [.. entries.Select((e, place) => (new Entry(long.MaxValue / 2 + place, e.EffectiveOn, now.KnownAt, e.Change, e.Supersedes, null, e.Document), (Guid?)draft))];
                    if (AmendedItem.Of(entries.Key, draft, paper.EffectiveOn, [.. old, .. fresh], now.KnownAt) is { } item)
                        items.Add(item);
                    if (new ItemHistory(old.Select(o => o.Item1)).At(now.AsOf, now.KnownAt) is { } facts)
                        was.Add(facts);
                    if (new ItemHistory(old.Select(o => o.Item1).Concat(fresh.Select(f => f.Entry))).At(now.AsOf, now.KnownAt) is { } then)
                        becomes.Add(then);
                }
                previewed.Add(new(line, null, items));
            }
            catch (Exception e) when (e is RuleBroken or Refused { Status: < 500 })
            {
                previewed.Add(new(line, e.Message, []));
            }
        }
        var (less, more) = (FigureSet.Of(was, now.AsOf), FigureSet.Of(becomes, now.AsOf));
        return new(previewed, before, new(Enum.GetValues<Figure>().Where(less.Has).ToDictionary(f => f, f => before[f] - less[f] + more[f])));
    }

    /// <summary>Takes an amendment back as one; a draft that it was made from is work in hand again.</summary>
    public async Task TakeBack(Guid programmeId, Guid id, int expectedVersion, CancellationToken cancel)
    {
        var amendment = await _amendments.Find(programmeId, id, session.Now, cancel) ?? throw Refused.NotFound("văn bản điều chỉnh này, hoặc đã được hoàn tác");
        var programme = await Programme(programmeId, cancel);
        if (programme.ClosedOn is { } closed)
            throw new RuleBroken($"Chương trình {programme.Number} đã khép lại ngày {Vietnamese.Day(closed)}, không hoàn tác điều chỉnh được nữa.", "programme-closed");
        await _amendments.TakeBack(amendment, expectedVersion, user.AccountId, cancel);
        await new DraftStore(session).Reopen(id, cancel);
    }

    /// <summary>A line by itself, as far as that can be told without the others: its texts, its units and its times.</summary>
    public Task Check(Programme programme, AmendmentLine line, CancellationToken cancel) => Step(programme, line, cancel);

    private async Task<(Amending Amending, ILookup<Guid, RecordedEntry> Histories)> Begin(
        Programme programme, AmendmentPaper paper, IReadOnlyList<AmendmentLine> lines, bool hold, CancellationToken cancel)
    {
        Guid[] ids = [.. lines.SelectMany(l => l.Items).Distinct()];
        var store = new ItemStore(session);
        var there = (await store.These(ids, hold, cancel)).Where(i => i.ProgrammeId == programme.Id).Select(i => i.Id).ToHashSet();
        var histories = await store.Histories(ids, cancel);
        var settings = (await CouncilStore.Find(session, cancel)).Settings;
        var last = await store.List(
            new() { Scopes = [new(programme.Year, Origin.Programme, programme.Id)], Order = ItemOrder.Position, Descending = true, PageSize = 1 }, new(Viewpoint.LastDay, session.Now), cancel);
        return (new(paper, programme, Find, last.Items.Select(i => i.Facts.Position).FirstOrDefault()), histories);

        Item Find(Guid id) => there.Contains(id)
            ? new(new(id, Origin.Programme, programme.Year, programme.Id), histories[id].Select(e => e.Entry), programme, settings, ask.Today)
            : throw new RuleBroken($"Nội dung này không thuộc chương trình {programme.Number} năm {programme.Year}. Hãy chọn từ danh sách của chương trình.", "not-in-programme");
    }

    private async Task<AmendmentStep> Step(Programme programme, AmendmentLine line, CancellationToken cancel)
    {
        var contents = new List<AmendedContent>();
        foreach (var content in line.Contents)
        {
            if (content is null)
                throw Refused.BadRequest("missing", ItemTexts.TitleMissing);
            new AmendmentContentValidator().Check(content);
            var described = await making.Described(new()
            {
                Title = content.Title, LeadUnit = Said(content.LeadUnit), CooperatingUnits = content.CooperatingUnits, ResponsibleLeader = Said(content.ResponsibleLeader), Officer = Said(content.Officer),
                Deliverable = Said(content.Deliverable), ActivityKind = content.ActivityKind, Note = Said(content.Note),
            }, cancel);
            contents.Add(new(Guid.CreateVersion7(), described with { Number = Said(content.Number), Group = Said(content.Group) },
                content.DueOn is null && Said(content.TimePhrase) is null ? [] : [.. await making.Schedule(content.TimePhrase, content.DueOn, programme.Year, cancel)]));
        }
        if (line.Reason?.Length > ItemTexts.Longest)
            throw Refused.Field("reason", "Lý do dài quá 4.000 ký tự; hãy rút gọn.");
        return new(line.Action, line.Items, contents, line.DueOn, line.Occurrence, Said(line.Reason));
    }

    /// <summary>What a line carries out was approved, and hasn't been carried out.</summary>
    private async Task CheckProposals(IReadOnlyList<AmendmentLine> lines, Guid programmeId, CancellationToken cancel)
    {
        foreach (var (place, line) in lines.Index())
            if (line.Proposal is { } id)
            {
                var proposal = await new ProposalStore(session).Find(id, cancel);
                if (proposal is null || proposal.ProgrammeId != programmeId || proposal.Approved != true)
                    throw new RuleBroken($"Dòng {place + 1}: đề nghị của đơn vị chưa được chấp thuận, hoặc không thuộc chương trình này.", "proposal-not-approved");
                if (proposal.CarriedOutBy is not null)
                    throw new RuleBroken($"Dòng {place + 1}: đề nghị của đơn vị đã được thực hiện bằng văn bản {proposal.CarriedOutNumber}.", "proposal-carried-out");
            }
    }

    private static Exception Wrong(List<(int Line, Exception Why)> wrong)
    {
        var said = string.Join(" ", wrong.Take(5).Select(w => $"Dòng {w.Line}: {w.Why.Message}")) + (wrong.Count > 5 ? $" Và {wrong.Count - 5} dòng khác." : "");
        return wrong[0].Why is Refused refused ? new Refused(refused.Status, refused.Code, said) : new RuleBroken(said, ((RuleBroken)wrong[0].Why).Code);
    }

    private static string? Said(string? text) => VietnameseText.Normalize(text) is { Length: > 0 } said ? said : null;
}
