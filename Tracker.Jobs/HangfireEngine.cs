using Cronos;
using Hangfire;
using Hangfire.Dashboard;
using Hangfire.PostgreSql;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Tracker.Domain.Councils;

namespace Tracker.Jobs;

/// <summary>Runs the schedule by Hangfire, in place of Quartz (<c>-p:JobEngine=Hangfire</c>): it makes its own tables in the schema <c>hangfire</c>. The one file that knows this engine.</summary>
public static class JobEngine
{
    // Its pages set styles on their elements and ask for numbers while they are open.
    private const string DashboardPolicy =
        "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    internal static void Add(IServiceCollection services, IConfiguration configuration, string serving)
    {
        // Connections apart from the program's, since this engine sets its search path on them.
        var connections = new NpgsqlConnectionStringBuilder(serving) { NoResetOnClose = false, MaxAutoPrepare = 0, ApplicationName = "Tracker Hangfire" }.ConnectionString;
        services.AddHangfire(hangfire => hangfire
            .UseFilter(new AutomaticRetryAttribute { Attempts = 3 })
            .UsePostgreSqlStorage(storage => storage.UseNpgsqlConnection(connections), new()
            {
                QueuePollInterval = TimeSpan.FromSeconds(1),
                // What a dead node had in hand is another's after a minute.
                InvisibilityTimeout = TimeSpan.FromMinutes(1),
                UseSlidingInvisibilityTimeout = true,
                DistributedLockTimeout = TimeSpan.FromMinutes(1),
            }));
        services.AddHangfireServer(server =>
        {
            server.WorkerCount = Schedule.Jobs.Count + 2;
            server.SchedulePollingInterval = TimeSpan.FromSeconds(1);
        });
        services.AddHostedService(s => new Recurring(s.GetRequiredService<IRecurringJobManager>(), configuration));
    }

    /// <summary>When a cron comes round next.</summary>
    public static DateTimeOffset? Next(string cron, DateTimeOffset after) => CronExpression.Parse(cron, CronFormat.IncludeSeconds).GetNextOccurrence(after, Council.TimeZone);

    /// <summary>The engine's own page, where this process runs it.</summary>
    /// <param name="mayLook">Who may, beside what the endpoint itself asks for.</param>
    /// <returns>Null where there is none.</returns>
    public static IEndpointConventionBuilder? MapDashboard(IEndpointRouteBuilder app, Func<HttpContext, bool> mayLook) =>
        app.ServiceProvider.GetService<JobStorage>() is null ? null
            : app.MapHangfireDashboard(options: new() { Authorization = [new Lookers(mayLook)], DashboardTitle = "Lịch chạy (Hangfire)", AppPath = "/quan-tri/lich-chay", DisplayStorageConnectionString = false });

    private sealed class Lookers(Func<HttpContext, bool> mayLook) : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context)
        {
            var http = context.GetHttpContext();
            http.Response.Headers.ContentSecurityPolicy = DashboardPolicy;
            return mayLook(http);
        }
    }

    private sealed class Recurring(IRecurringJobManager jobs, IConfiguration configuration) : IHostedService
    {
        public Task StartAsync(CancellationToken cancel)
        {
            foreach (var job in Schedule.Jobs)
                jobs.AddOrUpdate<JobRunner>(job.Name, runner => runner.Run(job.Name, CancellationToken.None), job.CronIn(configuration), new RecurringJobOptions { TimeZone = Council.TimeZone });
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;
    }
}
