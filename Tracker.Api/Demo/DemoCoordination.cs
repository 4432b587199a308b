using Microsoft.AspNetCore.DataProtection;
using Tracker.Api.Coordination;
using Tracker.Db;
using Tracker.Db.Coordination;
using Tracker.Db.Councils;
using Tracker.Db.Items;
using Tracker.Db.Journal;
using Tracker.Db.People;
using Tracker.Db.Sessions;
using Tracker.Db.Units;
using Tracker.Domain.Accounts;
using Tracker.Domain.Coordination;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Units;
using Tracker.Jobs.Coordination;
using Unit = Tracker.Domain.Units.Unit;

namespace Tracker.Api.Demo;

/// <summary>
/// Two agreements like those that are published: of a board with seven bodies, over five years, and of four bodies in 26 articles; and one that is planned to follow the first. What they owe in the current year became
/// items by the job itself; most was done on time, some late, some not yet. One answer waits for confirmation, one link can still be used.
/// </summary>
internal static class DemoCoordination
{
    private const string Board = "Ban Pháp chế", Committee = "Thường trực HĐND Thành phố", Justice = "Sở Tư pháp", Home = "Sở Nội vụ", Police = "Công an Thành phố", Inspectorate = "Thanh tra Thành phố",
        Procuracy = "Viện Kiểm sát nhân dân Thành phố", Court = "Tòa án nhân dân Thành phố", Enforcement = "Cục Thi hành án dân sự Thành phố", Front = "Ủy ban MTTQ Việt Nam Thành phố",
        People = "UBND Thành phố", Deputies = "Đoàn ĐBQH Thành phố";

    private static readonly (string Name, string[] Aliases)[] Missing =
    [
        (Procuracy, ["VKSND Thành phố"]), (Court, ["TAND Thành phố"]), (Enforcement, ["Cục THADS Thành phố"]), (People, ["Ủy ban nhân dân Thành phố"]), (Deputies, ["Đoàn đại biểu Quốc hội Thành phố"]),
    ];

    private static readonly string[] Seven = [Justice, Home, Police, Inspectorate, Procuracy, Court, Enforcement];

    private static readonly string[] Four = [Committee, People, Front, Deputies];

    public static async Task Make(Database database, IDataProtectionProvider protection, Account office, CancellationToken stop)
    {
        await using var session = database.Open(DemoCouncil.Council.Id);
        var agreements = new AgreementStore(session);
        await agreements.Lock(stop);
        if ((await agreements.All(cancel: stop)).Count > 0)
            return;
        var units = await Units(session, stop);
        var (today, by) = (Council.DayOf(session.Now), new Recording(office.Id));
        await Add(session, OfBoard(today.Year, units), BoardOwes, units, today, by, stop);
        await Add(session, OfFour(today.Year, units), FourOwe, units, today, by, stop);
        await Add(session, Planned(today.Year, units), [], units, today, by, stop);
        await DueDuties.Make(session, await CouncilStore.Find(session, stop), by, stop);
        await Report(session, protection, units, today, by, stop);
        await session.Commit(stop);
    }

    private static async Task<IReadOnlyDictionary<string, Guid>> Units(Session session, CancellationToken stop)
    {
        var store = new UnitStore(session);
        var there = await store.All(stop);
        var fresh = Missing.Where(m => there.All(u => u.Name != m.Name))
            .Select((m, place) => new Unit(Guid.CreateVersion7(), m.Name, UnitKind.Outside, there.Max(u => u.Position) + place + 1, m.Aliases)).ToArray();
        if (fresh.Length > 0)
            await store.Add(fresh, stop);
        var units = there.Concat(fresh).ToDictionary(u => u.Name, u => u.Id);
        foreach (var (place, (unit, name, title)) in new[] { (Justice, "Nguyễn Hoài Nam", "Phó Giám đốc Sở"), (Home, "Trịnh Thu Phương", "Chánh Văn phòng Sở") }.Index())
            await new PersonStore(session).Add(new() { Id = Guid.CreateVersion7(), Name = name, JobTitle = title, UnitId = units[unit], Email = $"so{place + 1}@example.org" }, stop);
        return units;
    }

    private static async Task Add(
        Session session, AgreementTerms terms, IEnumerable<(string Clause, string What, string Product, string Due, string[] Debtors)> owed, IReadOnlyDictionary<string, Guid> units, DateOnly today,
        Recording by, CancellationToken stop)
    {
        var (id, store) = (Guid.CreateVersion7(), new ObligationStore(session));
        await new AgreementStore(session).Add(id, terms, by, stop);
        var events = await new EventStore(session).All(cancel: stop);
        foreach (var (clause, what, product, due, debtors) in owed)
            foreach (var debtor in debtors)
                await store.Add(Guid.CreateVersion7(), id, new()
                {
                    Clause = clause, What = what, Product = product, DebtorId = units[debtor], ReceiverIds = ObligationRows.ReceiversOf(units[debtor], terms), Rule = DuePhrase.Read(due, events)!,
                    From = new(today.Year, 1, 1),
                }, by, stop);
        await new JournalStore(session).Add(by.AccountId, "Tạo quy chế phối hợp", terms.Number.Length > 0 ? $"{terms.Number}: {terms.Title}" : terms.Title, null, JournalKind.Coordination, stop);
    }

    /// <summary>One in eleven of those due is still open, one in nine was late; an answer came by a link, another link waits.</summary>
    private static async Task Report(Session session, IDataProtectionProvider protection, IReadOnlyDictionary<string, Guid> units, DateOnly today, Recording by, CancellationToken stop)
    {
        var store = new ItemStore(session);
        var made = (await store.List(
            new() { Scopes = await store.Scopes(Origin.Coordination, stop), Order = ItemOrder.DueOn, PageSize = int.MaxValue }, new(Viewpoint.LastDay, session.Now), stop)).Items;
        var entries = new List<NewEntry>();
        var open = new List<ItemRow>();
        foreach (var (place, item) in made.Where(i => i.Facts.DueOn < today).Index())
        {
            var (due, late) = (item.Facts.DueOn!.Value, place % 9 == 4);
            var done = late ? due.AddDays(4 + place % 13) : due.AddDays(-(place % 6));
            done = done < item.Facts.MemberFrom ? item.Facts.MemberFrom : done;
            if (place % 11 == 7 || done > today)
                open.Add(item);
            else
                entries.Add(new(item.Id, done, new Change.Progressed(State.Completed, Reason: late ? "Chờ số liệu của các quận, huyện" : null), null, $"{200 + place}/BC"));
        }
        var outside = new[] { Justice, Home, Police, Inspectorate, People }.Select(name => units[name]).ToHashSet();
        var waiting = open.Concat(made.Where(i => i.Facts.DueOn >= today)).Where(i => outside.Contains(i.Facts.LeadUnitId)).ToArray();
        if (waiting is [_, .., var answered] && answered.Facts.MemberFrom <= today)
        {
            entries.Add(new(answered.Id, today, new Change.Remarked(RemarkKind.Paper, $"{units.First(u => u.Value == answered.Facts.LeadUnitId).Key} trả lời qua liên kết: Đã gửi báo cáo kèm phụ lục số liệu."), null, "318/BC"));
            entries.Add(new(answered.Id, today, new Change.Reported(), null, "318/BC"));
        }
        await new ItemRecorder(session).Record([], entries, by, cancel: stop);
        if (waiting is [var asked, ..])
        {
            var token = AnswerLink.NewToken();
            await new AnswerLinkStore(session).Add(
                Guid.CreateVersion7(), asked.Id, asked.Facts.LeadUnitId, token, AnswerLinks.Protector(protection).Protect(token), session.Now.AddDays(60), by.AccountId, stop);
        }
    }

    private static AgreementTerms OfBoard(int year, IReadOnlyDictionary<string, Guid> units) => new()
    {
        Number = "15/QCPH-BPC", Title = $"Quy chế phối hợp công tác giữa Ban Pháp chế HĐND Thành phố và bảy sở, ngành, giai đoạn {year - 5}–{year}", SignedOn = new(year - 5, 7, 20),
        ValidFrom = new(year - 5, 8, 1), ValidTo = new(year, 12, 31), KeeperId = units[Board], Parties = [units[Board], .. Seven.Select(name => units[name])],
        Clauses = Articles(
            ("Chương I. QUY ĐỊNH CHUNG", [("Phạm vi, đối tượng", "Quy chế quy định việc phối hợp giữa Ban Pháp chế và bảy sở, ngành trong thẩm tra, giám sát và cung cấp thông tin về lĩnh vực pháp chế."), ("Nguyên tắc phối hợp", "Đúng chức năng, nhiệm vụ; chủ động, kịp thời; bảo đảm bí mật nhà nước.")]),
            ("Chương II. NỘI DUNG PHỐI HỢP",
            [
                ("Trao đổi thông tin, báo cáo", "1. Các sở, ngành gửi báo cáo kết quả công tác hằng quý.\n2. Thanh tra Thành phố gửi kết luận thanh tra trong quý.\n3. Công an, Viện Kiểm sát, Tòa án gửi báo cáo tình hình tội phạm, vi phạm pháp luật sáu tháng."),
                ("Thẩm tra dự thảo nghị quyết, báo cáo", "1. Cơ quan soạn thảo gửi hồ sơ chậm nhất 20 ngày trước kỳ họp.\n2. Ban Pháp chế thông báo kết quả thẩm tra."),
                ("Giám sát, khảo sát", "Ban Pháp chế gửi kế hoạch giám sát năm; các sở, ngành cử người tham gia."), ("Giải quyết đơn thư, kiến nghị cử tri", "Trả lời bằng văn bản đúng thời hạn luật định."),
            ]),
            ("Chương III. TỔ CHỨC THỰC HIỆN", [("Trách nhiệm thi hành", "Mỗi năm sơ kết một lần."), ("Hiệu lực", "Quy chế có hiệu lực từ ngày 01 tháng 8.")])),
    };

    /// <summary>What is to follow the board's, not signed yet.</summary>
    private static AgreementTerms Planned(int year, IReadOnlyDictionary<string, Guid> units) => OfBoard(year + 5, units) with
    {
        Number = "", Title = $"Quy chế phối hợp công tác giữa Ban Pháp chế HĐND Thành phố và các sở, ngành, giai đoạn {year + 1}–{year + 5}", SignedOn = null, ValidFrom = null, ValidTo = null, Clauses = [],
    };

    private static readonly (string Clause, string What, string Product, string Due, string[] Debtors)[] BoardOwes =
    [
        ("Khoản 1 Điều 3", "Báo cáo kết quả công tác và phối hợp", "Báo cáo", "hằng quý, 5 ngày làm việc sau khi hết quý", Seven),
        ("Khoản 2 Điều 3", "Gửi các kết luận thanh tra đã ban hành", "Kết luận thanh tra", "hằng quý, ngày 20 tháng cuối quý", [Inspectorate]),
        ("Khoản 3 Điều 3", "Báo cáo tình hình tội phạm, vi phạm pháp luật", "Báo cáo", "6 tháng một lần, 15 ngày trước khi hết 6 tháng", [Police, Procuracy, Court]),
        ("Khoản 1 Điều 4", "Gửi hồ sơ dự thảo nghị quyết, báo cáo để thẩm tra", "Hồ sơ", "20 ngày trước kỳ họp thường lệ", [Justice, Home]),
        ("Khoản 2 Điều 4", "Thông báo kết quả thẩm tra và tiếp thu", "Thông báo", "10 ngày làm việc sau kỳ họp thường lệ", [Board]),
        ("Điều 5", "Gửi kế hoạch giám sát, khảo sát năm sau", "Kế hoạch", "ngày 20/12 hằng năm", [Board]),
        ("Điều 6", "Báo cáo kết quả giải quyết đơn thư Ban chuyển", "Báo cáo", "hằng tháng, ngày 25", [Justice]),
        ("Điều 7", "Báo cáo sơ kết thực hiện quy chế", "Báo cáo", "ngày 30/11 hằng năm", [Home]),
    ];

    private static AgreementTerms OfFour(int year, IReadOnlyDictionary<string, Guid> units) => new()
    {
        Number = "06/QC-TT.HĐND-UBND-MTTQ-ĐĐBQH", Title = "Quy chế phối hợp công tác giữa Thường trực HĐND, UBND, Ban Thường trực Ủy ban MTTQ Việt Nam và Đoàn ĐBQH Thành phố", SignedOn = new(year - 1, 3, 28),
        ValidFrom = new(year - 1, 4, 15), ValidTo = new(year + 4, 4, 14), KeeperId = units[Committee], Parties = [.. Four.Select(name => units[name])], Review = new(new(15, 4), new(15, 4)),
        Clauses = Articles(
            ("Chương I. QUY ĐỊNH CHUNG", [("Phạm vi điều chỉnh", "Quy định nguyên tắc, nội dung, phương thức phối hợp giữa bốn cơ quan."), ("Đối tượng áp dụng", "Bốn cơ quan ký quy chế và bộ phận giúp việc."), ("Mục đích", "Nâng cao hiệu quả hoạt động của mỗi cơ quan."), ("Nguyên tắc phối hợp", "Bình đẳng, đúng luật, công khai, kịp thời."), ("Phương thức phối hợp", "Trao đổi văn bản, họp giao ban, đoàn công tác chung.")]),
            ("Chương II. NỘI DUNG PHỐI HỢP",
            [
                ("Xây dựng chương trình công tác", "Gửi nhau chương trình công tác năm."), ("Chuẩn bị kỳ họp HĐND", "UBND gửi tờ trình, báo cáo chậm nhất 15 ngày làm việc trước kỳ họp."), ("Thẩm tra, tiếp thu, giải trình", "Các Ban thẩm tra; UBND tiếp thu, giải trình."),
                ("Thông báo của MTTQ tại kỳ họp", "Ủy ban MTTQ gửi thông báo tham gia xây dựng chính quyền và tổng hợp ý kiến cử tri."), ("Tiếp xúc cử tri", "Đoàn ĐBQH, Thường trực HĐND và MTTQ thống nhất kế hoạch tiếp xúc cử tri."), ("Giải quyết kiến nghị cử tri", "UBND báo cáo kết quả sau kỳ họp."),
                ("Hoạt động giám sát", "Gửi nhau kế hoạch giám sát, tránh trùng lặp."), ("Giám sát, phản biện xã hội", "MTTQ gửi kết quả giám sát, phản biện xã hội mỗi quý."), ("Chất vấn và giải trình", "Phối hợp lựa chọn nội dung."), ("Tiếp công dân", "Thống nhất lịch tiếp công dân."),
                ("Xử lý đơn thư", "Chuyển đơn đúng thẩm quyền."), ("Thông tin, báo cáo", "UBND gửi báo cáo kinh tế - xã hội hằng quý."), ("Góp ý dự án luật", "Đoàn ĐBQH lấy ý kiến các cơ quan."), ("Thông báo kết quả kỳ họp Quốc hội", "Gửi sau mỗi kỳ họp Quốc hội."),
                ("Thi đua, tuyên truyền", "Phối hợp tuyên truyền nghị quyết."), ("Kinh phí, cơ sở vật chất", "UBND bảo đảm theo quy định."),
            ]),
            ("Chương III. TỔ CHỨC THỰC HIỆN", [("Chế độ giao ban", "Giao ban bốn cơ quan mỗi quý một lần."), ("Đầu mối phối hợp", "Văn phòng mỗi cơ quan là đầu mối."), ("Sơ kết, tổng kết", "Sơ kết hằng năm, từ 15/4 năm trước đến 15/4 năm sau."), ("Sửa đổi, bổ sung", "Do bốn cơ quan thống nhất."), ("Hiệu lực thi hành", "Có hiệu lực từ ngày 15 tháng 4.")])),
    };

    private static readonly (string Clause, string What, string Product, string Due, string[] Debtors)[] FourOwe =
    [
        ("Điều 6", "Gửi chương trình công tác năm sau", "Chương trình", "ngày 20/12 hằng năm", Four),
        ("Điều 7", "Gửi tờ trình, báo cáo, dự thảo nghị quyết trình kỳ họp", "Hồ sơ kỳ họp", "15 ngày làm việc trước kỳ họp thường lệ", [People]),
        ("Điều 9", "Gửi thông báo của MTTQ và tổng hợp ý kiến, kiến nghị cử tri", "Thông báo", "10 ngày trước kỳ họp thường lệ", [Front]),
        ("Điều 10", "Thống nhất kế hoạch tiếp xúc cử tri trước kỳ họp", "Kế hoạch", "30 ngày trước kỳ họp thường lệ", [Deputies]),
        ("Điều 11", "Báo cáo kết quả giải quyết kiến nghị cử tri", "Báo cáo", "30 ngày sau kỳ họp thường lệ", [People]),
        ("Điều 12", "Gửi kế hoạch giám sát năm", "Kế hoạch", "ngày 15/1 hằng năm", [Committee, Front, Deputies]),
        ("Điều 13", "Gửi kết quả giám sát, phản biện xã hội", "Báo cáo", "hằng quý, 10 ngày sau khi hết quý", [Front]),
        ("Điều 17", "Gửi báo cáo tình hình kinh tế - xã hội, quốc phòng, an ninh", "Báo cáo", "hằng quý, ngày 25 tháng cuối quý", [People]),
        ("Điều 19", "Thông báo kết quả kỳ họp Quốc hội", "Thông báo", "ngày 15/7 hằng năm", [Deputies]),
        ("Điều 22", "Chuẩn bị nội dung, tổ chức giao ban bốn cơ quan", "Thông báo kết luận", "hằng quý, ngày cuối quý", [Committee]),
    ];

    /// <summary>Articles numbered through the chapters.</summary>
    private static IReadOnlyList<Clause> Articles(params ReadOnlySpan<(string Chapter, (string Name, string Text)[] Articles)> chapters)
    {
        var clauses = new List<Clause>();
        foreach (var (chapter, articles) in chapters)
            clauses.AddRange(articles.Select((article, place) => new Clause(chapter, $"Điều {clauses.Count + place + 1}. {article.Name}", article.Text)).ToArray());
        return clauses;
    }
}
