using System.Text.Json;
using Tracker.Api.Programmes;
using Tracker.Db;
using Tracker.Db.Accounts;
using Tracker.Db.Councils;
using Tracker.Db.Items;
using Tracker.Db.Programmes;
using Tracker.Db.Units;
using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Schedules;

namespace Tracker.Api.Demo;

/// <summary>The current year's programme as it was amended, what a board asks for, and the next year's programme in hand. Takes only items of which nothing else is told.</summary>
internal static class DemoAmendment
{
    private const int RowsOfDraft = 60;

    public static async Task Make(Database database, Account office, CancellationToken stop)
    {
        await using var session = database.Open(DemoCouncil.Council.Id);
        var today = Council.DayOf(session.Now);
        var all = (await new ProgrammeStore(session).All(new(today, session.Now), cancel: stop)).Where(p => p.Kind == ProgrammeKind.Annual).ToArray();
        var programme = all.First(p => p.Year == today.Year);
        if ((await new AmendmentStore(session).All(programme.Id, new(Viewpoint.LastDay, session.Now), stop)).Count > 0)
            return;
        var board = (await AccountStore.All(session, stop)).First(a => a.Role == Role.Unit);
        var free = await Free(session, programme, today, stop);
        if (free.Count < 12)
            return;
        var units = (await new UnitStore(session).All(stop)).ToDictionary(u => u.Name, u => u.Id);
        await Amend(session, programme, free, units, office, today, stop);
        await Propose(session, programme, free, board, stop);
        await CarryOver(session, free, office, today, stop);
        await NextDraft(session, programme, all, office, today, stop);
        await session.Commit(stop);
    }

    /// <summary>Open items with a due day and nothing more to tell; used up as they are taken.</summary>
    private static async Task<List<(ItemRow Row, Item Item)>> Free(Session session, Programme programme, DateOnly today, CancellationToken stop)
    {
        var store = new ItemStore(session);
        var open = (await store.List(new() { Scopes = [new(programme.Year, Origin.Programme, programme.Id)], Open = true, PageSize = int.MaxValue }, new(today, session.Now), stop)).Items;
        var histories = await store.Histories([.. open.Select(i => i.Id)], stop);
        var settings = (await CouncilStore.Find(session, stop)).Settings;
        return
        [
            .. open.Where(i => i.Facts is { DueOn: not null, DueProvisional: false } && histories[i.Id].All(e => e.Entry.Change is Change.Joined or Change.Described or Change.Scheduled or Change.Progressed))
                .Select(i => (i, new Item(new(i.Id, Origin.Programme, programme.Year, programme.Id), histories[i.Id].Select(e => e.Entry), programme, settings, today))),
        ];
    }

    private static async Task Amend(
        Session session, Programme programme, List<(ItemRow Row, Item Item)> free, Dictionary<string, Guid> units, Account office, DateOnly today, CancellationToken stop)
    {
        var day = today.AddDays(-40) is var earlier && earlier < programme.IssuedOn ? programme.IssuedOn : earlier;
        var paper = new AmendmentPaper("58/KH-HĐND", day, day, $"Điều chỉnh, bổ sung Chương trình công tác năm {programme.Year} sau khi sắp xếp bộ máy, theo kết luận giao ban của Thường trực");
        AmendedContent New(string title, string? lead, string? time) => new(Guid.CreateVersion7(), new() { Title = title, LeadUnitId = lead is null ? null : units[lead] },
            time is not null && TimePhrase.Read(time, programme.Year) is TimeReading.Due { Spans: [var span] } ? [new(span.DueOn, span.StartOn, time)] : []);
        var known = free.ToDictionary(f => f.Row.Id, f => f.Item);
        AmendmentStep One(AmendmentAction action, string reason, DateOnly? dueOn = null) => new(action, [Take(free).Item.Id], [], dueOn, null, reason);

        var (split, left) = (Take(free), Take(free));
        var right = free.First(f => f.Row.Facts.LeadUnitId == left.Row.Facts.LeadUnitId);
        free.Remove(right);
        var late = today.AddDays(45);
        AmendmentStep[] steps =
        [
            new(AmendmentAction.Add, [], [New("Giám sát công tác phòng cháy, chữa cháy tại các chung cư, nhà ở nhiều tầng nhiều căn hộ", "Ban Pháp chế", "Quý IV")]),
            new(AmendmentAction.Add, [], [New("Khảo sát việc quản lý, sử dụng trụ sở công sau khi sắp xếp đơn vị hành chính", "Ban Kinh tế - Ngân sách", "Tháng 12")]),
            new(AmendmentAction.Add, [], [New("Báo cáo kết quả giải quyết kiến nghị của cử tri về thủ tục hành chính ở xã, phường", "Văn phòng HĐND Thành phố", "Tháng 12")]),
            One(AmendmentAction.Withdraw, "Nội dung đã được đưa vào chương trình giám sát của Quốc hội."),
            One(AmendmentAction.Extend, "Chờ nghị định hướng dẫn của Chính phủ.", late),
            One(AmendmentAction.Extend, "Đơn vị phối hợp mới được thành lập sau sắp xếp.", late),
            new(AmendmentAction.Split, [split.Row.Id], [New($"{split.Row.Facts.Title}: khảo sát tại cơ sở, tổng hợp số liệu", null, null), New($"{split.Row.Facts.Title}: báo cáo, kiến nghị Thường trực", null, "Tháng 12")], Reason: "Làm hai bước để kịp báo cáo tại kỳ họp cuối năm."),
            new(AmendmentAction.Merge, [left.Row.Id, right.Row.Id], [New($"{left.Row.Facts.Title}; {char.ToLowerInvariant(right.Row.Facts.Title[0])}{right.Row.Facts.Title[1..]}", null, null)], Reason: "Cùng đối tượng, làm một cuộc để giảm số đoàn."),
        ];
        // After all that the programme was issued with.
        var amending = new Amending(paper, programme, id => known[id], 1000);
        AmendmentPart[] parts = [.. steps.Select(amending.Take)];
        await new AmendmentStore(session).Add(
            Guid.CreateVersion7(), programme, programme.Version, paper, [.. parts.SelectMany(p => p.Items)], [.. parts.SelectMany(p => p.Entries)], [], office.Id, stop);
    }

    private static async Task Propose(Session session, Programme programme, List<(ItemRow Row, Item Item)> free, Account board, CancellationToken stop)
    {
        var mine = free.Where(f => f.Row.Facts.LeadUnitId == board.UnitId).Take(2).ToArray();
        foreach (var (place, (row, _)) in mine.Index())
        {
            free.RemoveAll(f => f.Row.Id == row.Id);
            var line = place == 0
                ? new AmendmentLine { Action = AmendmentAction.Withdraw, Items = [row.Id] }
                : new AmendmentLine { Action = AmendmentAction.Split, Items = [row.Id], Contents = [new($"{row.Facts.Title}, tại các quận"), new($"{row.Facts.Title}, tại các huyện, thị xã")] };
            await new ProposalStore(session).Add(Guid.CreateVersion7(), programme.Id, board.UnitId!.Value, JsonSerializer.Serialize(line, Database.Json),
                place == 0 ? "Trùng với nội dung mà Thành ủy đã giao Ban Nội chính chủ trì; đề nghị đưa ra để tránh chồng chéo." : "Địa bàn rộng, hai đoàn làm song song; mỗi đoàn có báo cáo riêng.", board.Id, stop);
        }
    }

    private static async Task CarryOver(Session session, List<(ItemRow Row, Item Item)> free, Account office, DateOnly today, CancellationToken stop) =>
        await new ItemRecorder(session).Record([], [.. free.TakeLast(2).SelectMany(f => f.Item.CarryOver(today, "71/TB-HĐND", "Cần thêm thời gian chuẩn bị hồ sơ", null))], new(office.Id), cancel: stop);

    private static async Task NextDraft(Session session, Programme programme, IReadOnlyList<Programme> all, Account office, DateOnly today, CancellationToken stop)
    {
        var items = (await new ItemStore(session).List(
            new() { Scopes = [.. all.Select(p => new Scope(p.Year, Origin.Programme, p.Id))], PageSize = int.MaxValue }, new(today, session.Now), stop)).Items;
        var names = (await new UnitStore(session).All(stop)).ToDictionary(u => u.Id, u => u.Name);
        var proposed = NextYear.Propose(programme.Year, [.. items.Select(i => (i.Year, i.Id, i.Facts))]);
        // The office has gone through the first part, and left out what it won't do again.
        var kept = proposed.Where(c => c.CarriedOver).Concat(proposed.Where(c => !c.CarriedOver).Take(RowsOfDraft)).OrderBy(c => c.Facts.Position);
        var draft = new NextYearDraft
        {
            Year = programme.Year + 1, Title = NextYear.Moved(programme.Title, programme.Year), Rows = [.. kept.Select(c => NextYearRow.Of(c, names))],
        };
        await new DraftStore(session).Add(Guid.CreateVersion7(), DraftKind.Programme, programme.Id, JsonSerializer.Serialize(draft, Database.Json), office.Id, stop);
    }

    private static (ItemRow Row, Item Item) Take(List<(ItemRow Row, Item Item)> free)
    {
        var taken = free[free.Count / 3];
        free.Remove(taken);
        return taken;
    }
}
