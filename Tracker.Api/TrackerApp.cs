using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Npgsql;
using Tracker.Api.Accounts;
using Tracker.Api.Administration;
using Tracker.Api.Coordination;
using Tracker.Api.Demo;
using Tracker.Api.Documents;
using Tracker.Api.Figures;
using Tracker.Api.Imports;
using Tracker.Api.Items;
using Tracker.Api.Journal;
using Tracker.Api.Meetings;
using Tracker.Api.Pages;
using Tracker.Api.People;
using Tracker.Api.Programmes;
using Tracker.Api.Reminders;
using Tracker.Api.Reports;
using Tracker.Api.Runs;
using Tracker.Api.Seals;
using Tracker.Api.Sessions;
using Tracker.Api.Settings;
using Tracker.Api.Shared;
using Tracker.Api.Units;
using Tracker.Db;
using Tracker.Db.Accounts;
using Tracker.Db.Councils;
using Tracker.Jobs;
using Tracker.Jobs.Imports;

namespace Tracker.Api;

/// <summary>How the program is to serve.</summary>
/// <param name="OwnerConnectionString">Of the database's owner; requests are served with the lesser role.</param>
/// <param name="Url">Where to listen, <c>http://127.0.0.1:5080</c>; port 0 takes a free one.</param>
/// <param name="Demo">Load the sample council.</param>
/// <param name="DataFolder">Where <c>demo-accounts.json</c> goes.</param>
public sealed record AppOptions(string OwnerConnectionString, string Url, bool Demo, string DataFolder, TimeProvider Clock)
{
    /// <summary>Where people on this machine open it; null while the port isn't known.</summary>
    public string? PublicAddress => new Uri(Url).Port is > 0 and var port ? $"http://localhost:{port}" : null;

    /// <summary>Whether the one council may be read without sign-in, as the demo's.</summary>
    public bool OpenReading { get; init; } = Demo;

    /// <summary>How many times anybody may try to sign in from one address in a minute.</summary>
    public int SignInsPerMinute { get; init; } = 60;

    /// <summary>Where nightly backups go; null where backing up is the administrator's of another PostgreSQL.</summary>
    public string? BackupFolder { get; init; }

    /// <summary>What an uploaded workbook may hold; null takes the section <c>Imports</c> of the configuration.</summary>
    public WorkbookLimits? Imports { get; init; }

    /// <summary>Whether this process also does what is done by the clock.</summary>
    public bool RunJobs { get; init; }
}

/// <summary>The web program: services, then one line for each concept.</summary>
public static class TrackerApp
{
    /// <summary>The section <c>Imports</c>; what it doesn't name is as usual.</summary>
    public static WorkbookLimits Limits(IConfiguration configuration) => configuration.GetSection("Imports").Get<WorkbookLimits>() ?? new();

    public static async Task<WebApplication> Create(AppOptions options, CancellationToken cancel = default)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("vi-VN");
        await using (var owner = NpgsqlDataSource.Create(options.OwnerConnectionString))
            await new Migrator(owner).Apply(cancel);

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        var limits = options.Imports ?? Limits(builder.Configuration);
        builder.WebHost.UseUrls(options.Url);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = limits.LargestRequest);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter(typeof(AccessAuthentication).FullName, LogLevel.Warning);
        // Keys lie in the database beside the hashes of passwords, under the same protection; what is refused of a form is said on the page.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None);
        // Every node that starts again is a "failed or restarted instance" to the engine; jobs that fail are errors.
        builder.Logging.AddFilter("Quartz", LogLevel.Error);
        builder.Logging.AddFilter("Hangfire", LogLevel.Error);
        // Program.cs says in Vietnamese where it listens and why it could not.
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        // Answered as problems, and logged there when they are the program's own.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);

        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(options.Clock);
        services.AddSingleton(_ => NpgsqlDataSource.Create(Database.ServingConnectionString(options.OwnerConnectionString)));
        services.AddSingleton<Database>();
        services.AddSingleton<CouncilStore>();
        services.AddSingleton<AccountStore>();
        services.AddSingleton(s => new OpenReading(options.OpenReading, s.GetRequiredService<CouncilStore>()));
        services.AddScoped(s =>
        {
            var council = s.GetRequiredService<CurrentUser>().Account.CouncilId;
            var method = s.GetRequiredService<IHttpContextAccessor>().HttpContext!.Request.Method;
            return HttpMethods.IsGet(method) || HttpMethods.IsHead(method)
                ? s.GetRequiredService<Database>().OpenSnapshot(council)
                : s.GetRequiredService<Database>().Open(council);
        });
        services.AddScoped(s => new Ask(s.GetRequiredService<IHttpContextAccessor>().HttpContext!, s.GetRequiredService<Session>(), options.Clock));
        services.AddScoped<FigureReading>();
        services.AddScoped<GrowthReading>();
        services.AddScoped<CurveReading>();
        services.AddScoped<SeriesReading>();
        services.AddScoped<DifferenceReading>();
        services.AddScoped<ComparisonReading>();
        services.AddScoped<ReportAsking>();
        services.AddScoped<SealReading>();
        services.AddScoped<SealWriting>();
        services.AddScoped<ItemReading>();
        services.AddScoped<ItemWriting>();
        services.AddScoped<ItemMaking>();
        services.AddScoped<ItemVerbs>();
        services.AddScoped<ProgrammeWriting>();
        services.AddMeetings();
        services.AddSessions();
        services.AddScoped<AmendmentWriting>();
        services.AddScoped<AmendmentReading>();
        services.AddScoped<AmendmentDrafts>();
        services.AddScoped<AmendmentLines>();
        services.AddScoped<ProposalReading>();
        services.AddScoped<ProposalWriting>();
        services.AddScoped<NextYearDrafts>();
        services.AddAdministration();
        services.AddJournal();
        services.AddImports(limits);
        services.AddReminders();
        services.AddCoordination();
        services.AddSingleton<Readiness>();
        if (options.Demo)
            services.AddHostedService<DemoLoader>();
        if (options.BackupFolder is { } backups)
            services.AddNightlyBackup(options.OwnerConnectionString, backups);
        services.AddJobs(builder.Configuration, Database.ServingConnectionString(options.OwnerConnectionString), Path.Combine(options.DataFolder, "mail"), options.RunJobs, onlyToFolder: options.Demo, options.PublicAddress);
        services.AddAccess();
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails();
        services.AddExceptionHandler<Problems>();
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.ConfigureHttpJsonOptions(json => Configure(json.SerializerOptions));
        services.AddOpenApi("v1", ApiDescription.Configure);
        services.AddPages();

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseRefusalOfLargeRequests(limits.LargestRequest);
        app.UseStatusCodePages();
        app.UseHeadOfEverything();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = PageFiles.Keep });
        app.UseApiPage();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseOwnPasswords();
        app.UseRepeatableRequests();

        var api = app.MapGroup("/api");
        api.MapProgrammes();
        api.MapProposals();
        api.MapNextYear();
        api.MapItems();
        api.MapFigures();
        api.MapUnits();
        api.MapPeople();
        api.MapDocuments();
        api.MapSettings();
        api.MapImports();
        api.MapRows();
        api.MapReminders();
        api.MapReports();
        api.MapCoordination();
        api.MapSeals();
        api.MapMeetings();
        api.MapSessions();
        api.MapAccounts();
        api.MapJournal();
        api.MapJobs();
        api.MapSession();
        app.MapPages();
        app.MapEngine();
        app.MapHealth();
        app.MapOpenApi().AllowAnonymous();
        return app;
    }

    private static void Configure(JsonSerializerOptions json)
    {
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        RequestJson.Configure(json);
    }
}
