using Tracker.Api.Accounts;
using Tracker.Api.Pages;
using Tracker.Api.People;
using Tracker.Api.Programmes;
using Tracker.Api.Runs;
using Tracker.Api.Settings;
using Tracker.Api.Units;
using Tracker.Domain.Accounts;

namespace Tracker.Api.Administration;

/// <summary>What is kept beside the work itself; everyone is shown only what they may keep.</summary>
public static class AdministrationPages
{
    public const string Path = "/quan-tri";

    public static IReadOnlyList<(string Path, string Name, Act Needs)> Tabs { get; } =
    [
        (UnitPages.Path, "Đơn vị", Act.Administer),
        (PersonPages.Path, "Người", Act.Administer),
        (AccountAdminPages.Path, "Tài khoản", Act.Administer),
        (SettingPages.Path, "Thiết lập", Act.Administer),
        (ProgrammeAdminPages.Path, "Chương trình", Act.KeepProgrammes),
        (JobPages.Path, "Lịch chạy", Act.Administer),
    ];

    /// <summary>The first page there that somebody may keep; null when there is none.</summary>
    public static string? FirstFor(PageFrame frame) => Tabs.Where(t => frame.May(t.Needs)).Select(t => t.Path).FirstOrDefault();

    public static void AddAdministration(this IServiceCollection services)
    {
        services.AddScoped<UnitWriting>();
        services.AddScoped<PersonWriting>();
        services.AddScoped<AccountWriting>();
        services.AddScoped<SettingWriting>();
        services.AddScoped<UnitPages>();
        services.AddScoped<PersonPages>();
        services.AddScoped<AccountAdminPages>();
        services.AddScoped<SettingPages>();
        services.AddScoped<ProgrammeAdminPages>();
        services.AddScoped<JobReading>();
        services.AddScoped<JobPages>();
    }

    public static void MapAdministrationPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (CurrentUser user) => Results.Redirect(Tabs.First(t => user.Account.May(t.Needs)).Path))
            .RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes);
        UnitPages.Map(pages);
        PersonPages.Map(pages);
        AccountAdminPages.Map(pages);
        SettingPages.Map(pages);
        ProgrammeAdminPages.Map(pages);
        JobPages.Map(pages);
    }
}
