using FluentValidation;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Accounts;
using Tracker.Db.Councils;
using Tracker.Db.Journal;
using Tracker.Db.Units;
using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Api.Accounts;

/// <summary>The first council of an installation and its first administrator, by a code that only the console shows.</summary>
public sealed class SetUp(Database database, CouncilStore councils, InstallationStore installation, SigningIn signingIn, AppOptions options)
{
    public const int LongestName = 300;

    private bool _done;

    /// <summary>Bodies that every council has, to begin with; others are added under Quản trị.</summary>
    public static readonly IReadOnlyList<(string Name, UnitKind Kind, string[] Aliases)> UsualBodies =
    [
        ("Thường trực HĐND", UnitKind.StandingCommittee, ["Thường trực", "TT HĐND"]),
        ("Ban Pháp chế", UnitKind.Board, ["Ban PC"]),
        ("Ban Kinh tế - Ngân sách", UnitKind.Board, ["Ban KTNS", "Ban KT-NS"]),
        ("Ban Văn hóa - Xã hội", UnitKind.Board, ["Ban VHXH", "Ban VH-XH"]),
        ("Ban Đô thị", UnitKind.Board, ["Ban ĐT"]),
        ("Ban Dân tộc", UnitKind.Board, ["Ban DT"]),
        ("Văn phòng HĐND", UnitKind.Office, ["Văn phòng", "VP HĐND", "VP"]),
    ];

    /// <summary>Whether there is no council yet, and none is being made by the demo.</summary>
    public async ValueTask<bool> IsOpen(CancellationToken cancel)
    {
        if (_done || options.Demo)
            return false;
        _done = (await councils.All(cancel)).Count > 0;
        return !_done;
    }

    /// <summary>A fresh code for the console; null once there is a council.</summary>
    public async Task<string?> Code(CancellationToken cancel) => await IsOpen(cancel) ? await installation.AddCode(cancel) : null;

    /// <summary>Makes council, units and administrator, all or nothing, and signs the administrator in.</summary>
    public async Task Make(HttpContext context, Fields fields, CancellationToken cancel)
    {
        var council = new Council(Guid.CreateVersion7(), Name("council"), Name("place"), new());
        var (username, name) = (AccountRules.Username(fields.Needed("username")), Name("displayName"));
        await using var session = database.Open(council.Id);
        if (!await InstallationStore.TakeCode(session, fields.Needed("code"), cancel))
            throw Refused.Field("code", "Mã thiết lập không đúng. Hãy chép lại mã mà chương trình in trên màn hình điều khiển khi khởi động.");
        var bodies = UsualBodies.Where(b => fields.Several("bodies").Contains(b.Name)).ToArray();
        var units = bodies.Select((b, place) => new Unit(Guid.CreateVersion7(), b.Name, b.Kind, place + 1, b.Aliases)).ToArray();
        var account = new Account(council.Id, Guid.CreateVersion7(), username, name, Role.Administrator, units.FirstOrDefault(u => u.Kind == UnitKind.Office)?.Id);
        var hash = signingIn.Hash(account, fields.Raw("chosen"), fields.Raw("again"));
        await CouncilStore.Add(session, council, cancel);
        await new UnitStore(session).Add(units, cancel);
        await AccountStore.Add(session, account, hash, cancel);
        await new JournalStore(session).Add(account.Id, "Thiết lập Hội đồng", council.Name, cancel: cancel);
        await session.Commit(cancel);
        await signingIn.SignIn(context, username, fields.Raw("chosen"), cancel);

        string Name(string field) => VietnameseText.Normalize(fields.Needed(field)) is { Length: <= LongestName } name
            ? name
            : throw Refused.Field(field, $"{FieldWords.Of(field)} dài quá {LongestName} ký tự; hãy rút gọn.");
    }
}

/// <summary>What an account may be called.</summary>
public static class AccountRules
{
    private const int Shortest = 3;
    private const int Longest = 60;

    /// <exception cref="Refused">It won't do.</exception>
    public static string Username(string typed) =>
        typed.Length is >= Shortest and <= Longest && typed.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '@')
            ? typed
            : throw Refused.Field("username", $"Tên đăng nhập gồm {Shortest}–{Longest} chữ không dấu, số, dấu chấm, gạch ngang, ví dụ nguyenthuha.");
}

public static class SetUpPages
{
    public const string Path = "/thiet-lap";

    public static async Task<IResult> Open(SetUp setUp, HttpResponse response, CancellationToken cancel) =>
        await setUp.IsOpen(cancel) ? Show(response) : Results.Redirect("/");

    public static async Task<IResult> Send(SetUp setUp, PageForms forms, HttpContext context, CancellationToken cancel) => await setUp.IsOpen(cancel)
        ? await forms.Send(Path, async fields =>
        {
            await setUp.Make(context, fields, cancel);
            return new("Đã thiết lập xong. Bước tiếp theo: nhập chương trình công tác bằng tệp Excel, hoặc tạo tài khoản cho đồng nghiệp ở Quản trị.", "/");
        }, () => Task.FromResult<IResult>(Show(context.Response)))
        : Results.Redirect("/");

    private static IResult Show(HttpResponse response) => PageEndpoints.Show<SetUpPage>(response);
}
