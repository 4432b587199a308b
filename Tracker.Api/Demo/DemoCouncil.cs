using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Tracker.Db;
using Tracker.Db.Accounts;
using Tracker.Db.Councils;
using Tracker.Db.Units;
using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;
using Tracker.Domain.Schedules;
using Tracker.Domain.Units;

namespace Tracker.Api.Demo;

/// <summary>A person of the demo who can sign in; password and token are shown to whoever tries the demo.</summary>
public sealed record DemoAccount(Role Role, string? Unit, string Username, string Password, string Token);

/// <summary>The sample council: Hà Nội's bodies as the sample workbooks name them, and one account for each kind of person.</summary>
public static class DemoCouncil
{
    public static readonly Council Council = new(Guid.Parse("0193b3a0-0000-7000-8000-000000000001"), "Hội đồng nhân dân Thành phố Hà Nội", "Hà Nội", new()
    {
        OpensOn = new(2019, 11, 30),
        Report = new() { Authority = "TL. Thường trực HĐND", SignerName = "Đặng Văn Hùng" },
        Terms = [new("2016–2021", new(2016, 6, 1), new(2021, 6, 30)), new("2021–2026", new(2021, 7, 1), new(2026, 6, 30))],
        SpecialDays =
        [
            new(new(2026, 1, 1), "Tết Dương lịch", false),
            .. Enumerable.Range(16, 5).Select(day => new SpecialDay(new(2026, 2, day), "Tết Nguyên đán", false)),
            new(new(2026, 4, 27), "Nghỉ bù Giỗ Tổ Hùng Vương", false),
            new(new(2026, 4, 30), "Ngày Giải phóng miền Nam", false), new(new(2026, 5, 1), "Quốc tế Lao động", false),
            new(new(2026, 9, 1), "Quốc khánh", false), new(new(2026, 9, 2), "Quốc khánh", false),
        ],
    });

    private static readonly (string Name, UnitKind Kind, string[] Aliases)[] Bodies =
    [
        ("Thường trực HĐND Thành phố", UnitKind.StandingCommittee, ["Thường trực HĐND", "Thường trực", "TT HĐND", "TTHĐND", "TT HĐND TP"]),
        ("Ban Pháp chế", UnitKind.Board, ["Ban PC", "Ban Pháp chế HĐND Thành phố"]),
        ("Ban Kinh tế - Ngân sách", UnitKind.Board, ["Ban KTNS", "Ban KT-NS", "Ban Kinh tế và Ngân sách", "Ban Kinh tế - Ngân sách HĐND Thành phố"]),
        ("Ban Văn hóa - Xã hội", UnitKind.Board, ["Ban VHXH", "Ban VH-XH", "Ban Văn hóa - Xã hội HĐND Thành phố"]),
        ("Ban Đô thị", UnitKind.Board, ["Ban ĐT", "Ban Đô thị HĐND Thành phố"]),
        ("Văn phòng HĐND Thành phố", UnitKind.Office, ["Văn phòng HĐND", "Văn phòng", "VP HĐND", "VP", "VP HĐND TP"]),
        ("Các Ban HĐND Thành phố", UnitKind.Collective, ["Các Ban", "Các Ban HĐND"]),
        ("Ủy ban MTTQ Việt Nam Thành phố", UnitKind.Outside, ["MTTQ", "Ủy ban MTTQ", "UB MTTQ Thành phố"]),
        ("Văn phòng UBND Thành phố", UnitKind.Outside, ["VP UBND", "VP UBND Thành phố"]),
        ("Công an Thành phố", UnitKind.Outside, ["CATP"]),
        ("Cục Thuế Thành phố", UnitKind.Outside, ["Cục Thuế"]),
        ("Thanh tra Thành phố", UnitKind.Outside, ["Thanh tra TP"]),
        ("Sở Công Thương", UnitKind.Outside, ["Sở CT"]),
        ("Sở Du lịch", UnitKind.Outside, ["Sở DL"]),
        ("Sở Giao thông vận tải", UnitKind.Outside, ["Sở GTVT"]),
        ("Sở Giáo dục và Đào tạo", UnitKind.Outside, ["Sở GDĐT", "Sở GD&ĐT"]),
        ("Sở Kế hoạch và Đầu tư", UnitKind.Outside, ["Sở KHĐT", "Sở KH&ĐT"]),
        ("Sở Lao động - Thương binh và Xã hội", UnitKind.Outside, ["Sở LĐTBXH", "Sở LĐ-TB&XH"]),
        ("Sở Nội vụ", UnitKind.Outside, ["Sở NV"]),
        ("Sở Quy hoạch - Kiến trúc", UnitKind.Outside, ["Sở QHKT", "Sở QH-KT"]),
        ("Sở Thông tin và Truyền thông", UnitKind.Outside, ["Sở TTTT", "Sở TT&TT"]),
        ("Sở Tài chính", UnitKind.Outside, ["Sở TC"]),
        ("Sở Tài nguyên và Môi trường", UnitKind.Outside, ["Sở TNMT", "Sở TN&MT"]),
        ("Sở Tư pháp", UnitKind.Outside, ["Sở TP"]),
        ("Sở Văn hóa và Thể thao", UnitKind.Outside, ["Sở VHTT", "Sở VH&TT"]),
        ("Sở Xây dựng", UnitKind.Outside, ["Sở XD"]),
        ("Sở Y tế", UnitKind.Outside, ["Sở YT"]),
    ];

    private static readonly (Role Role, string? Unit, string Username, string DisplayName)[] People =
    [
        (Role.Office, "Văn phòng HĐND Thành phố", "vanphong", "Nguyễn Thu Hà"),
        (Role.Unit, "Ban Pháp chế", "banphapche", "Trần Quốc Việt"),
        (Role.StandingCommittee, "Thường trực HĐND Thành phố", "thuongtruc", "Lê Minh Đức"),
        (Role.Administrator, "Văn phòng HĐND Thành phố", "quantri", "Phạm Thị Lan"),
        (Role.Reader, null, "nguoixem", "Đỗ Hải Yến"),
    ];

    /// <summary>Makes council, units and accounts; nobody can sign in before <see cref="GiveAccess"/>.</summary>
    public static async Task Make(Session session, CancellationToken cancel = default)
    {
        await CouncilStore.Add(session, Council, cancel);
        var units = Bodies.Select((b, place) => new Domain.Units.Unit(Guid.CreateVersion7(), b.Name, b.Kind, place + 1, b.Aliases)).ToArray();
        await new UnitStore(session).Add(units, cancel);
        foreach (var person in People)
        {
            var unit = units.FirstOrDefault(u => u.Name == person.Unit)?.Id;
            await AccountStore.Add(session, new(Council.Id, Guid.CreateVersion7(), person.Username, person.DisplayName, person.Role, unit), "", cancel);
        }
    }

    /// <summary>Gives every account of the demo a fresh password and token; these are known only to whoever called.</summary>
    public static async Task<IReadOnlyList<DemoAccount>> GiveAccess(Session session, CancellationToken cancel = default)
    {
        var accounts = (await AccountStore.All(session, cancel)).ToDictionary(a => a.Username);
        var given = new List<DemoAccount>();
        foreach (var person in People)
        {
            var account = accounts[person.Username];
            var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
            await AccountStore.SetPassword(session, account.Id!.Value, new PasswordHasher<Account>().HashPassword(account, password), cancel: cancel);
            given.Add(new(person.Role, person.Unit, person.Username, password, await AccountStore.AddToken(session, account.Id.Value, "Bản mẫu", cancel)));
        }
        return given;
    }
}
