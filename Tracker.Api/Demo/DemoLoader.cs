using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Accounts;
using Tracker.Db.Councils;
using Tracker.Db.Local;
using Tracker.Domain.Accounts;
using Tracker.Jobs.Imports;
using Tracker.Jobs.Mail;

namespace Tracker.Api.Demo;

/// <summary>
/// Fills the sample council through the real importer while the program already answers. Every step finds out what is there, so a start
/// that was broken off is taken up by the next one.
/// </summary>
public sealed class DemoLoader(Database database, CouncilStore councils, AppOptions options, MailOptions mail, IDataProtectionProvider protection, Readiness readiness, ILoggerFactory logs, ILogger<DemoLoader> log) : BackgroundService
{
    /// <summary>In the order in which an office would have them.</summary>
    private static readonly string[] Workbooks =
    [
        "ctr-2017.xlsx", "tien-do-2017.xlsx", "ctr-2018.xlsx", "tien-do-2018.xlsx",
        "ctr-2019.xlsx", "phat-sinh-2019.xlsx", "tien-do-2019-11.xlsx", "tien-do-2019-12.xlsx",
    ];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        try
        {
            var office = await Council(stop);
            foreach (var workbook in Workbooks)
                await Import(workbook, office, stop);
            await DemoYear.Make(database, office, stop);
            await DemoAmendment.Make(database, office, stop);
            await DemoSessions.Make(database, office, stop);
            await DemoMeetings.Make(database, office, stop);
            await DemoCoordination.Make(database, protection, office, stop);
            await DemoReminders.Make(database, councils, mail, office, logs, stop);
            await DemoSeal.Make(database, office, stop);
            await Accounts(stop);
            readiness.IsReady = true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next start takes it up.
        }
        catch (Exception e)
        {
            log.LogCritical(e, "The demo could not be loaded");
            readiness.Failure = "Không nạp được dữ liệu mẫu; hãy xem thông báo trên màn hình điều khiển rồi chạy lại.";
        }
    }

    /// <returns>The account in whose name the workbooks are imported.</returns>
    private async Task<Account> Council(CancellationToken stop)
    {
        await using var session = database.Open(DemoCouncil.Council.Id);
        if ((await councils.All(stop)).All(c => c.Id != DemoCouncil.Council.Id))
        {
            await DemoCouncil.Make(session, stop);
            await CouncilStore.Change(session, DemoReminders.Off(DemoCouncil.Council), stop);
        }
        var office = (await AccountStore.All(session, stop)).First(a => a.Role == Role.Office);
        await session.Commit(stop);
        return office;
    }

    private async Task Import(string workbook, Account office, CancellationToken stop)
    {
        var content = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Demo", workbook), stop);
        await using var uploading = database.Open(DemoCouncil.Council.Id);
        var uploaded = await new Importer(uploading, office).Upload(workbook, content, cancel: stop);
        await using var applying = database.Open(DemoCouncil.Council.Id);
        await new Importer(applying, office).Apply(uploaded.Import.Id, [], [], stop);
    }

    /// <summary>Last of all, so that whoever finds the file finds everything else too. Passwords and tokens of an earlier start stay as they are.</summary>
    private async Task Accounts(CancellationToken stop)
    {
        var path = Path.Combine(options.DataFolder, "demo-accounts.json");
        if (!File.Exists(path))
        {
            await using var session = database.Open(DemoCouncil.Council.Id);
            var accounts = await DemoCouncil.GiveAccess(session, stop);
            await session.Commit(stop);
            Directory.CreateDirectory(options.DataFolder);
            PrivateFile.Replace(path, JsonSerializer.Serialize(accounts, Json));
        }
        Console.WriteLine($"Tài khoản mẫu ({path}):");
        foreach (var account in JsonSerializer.Deserialize<DemoAccount[]>(await File.ReadAllTextAsync(path, stop), Json)!)
            Console.WriteLine($"  {account.Username,-12} {account.Password}  {account.Unit ?? "chỉ xem"}");
    }
}
