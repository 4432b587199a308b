using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;
using Tracker.Domain.Councils;

namespace Tracker.Jobs;

/// <summary>Runs the schedule by Quartz: its triggers lie in PostgreSQL, every process is a node of one cluster, and what a dead node left another takes over. The one file that knows this engine.</summary>
public static class JobEngine
{
    internal static void Add(IServiceCollection services, IConfiguration configuration, string serving)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "Tracker";
                scheduler.GenerateInstanceId = true;
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UseDefaultThreadPool(Schedule.Jobs.Count + 2);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(source => source.DataSourceFactory = s => s.GetRequiredService<NpgsqlDataSource>());
                store.ConfigureStore(s =>
                {
                    s.TablePrefix = "quartz.qrtz_";
                    // A program that is stopped the moment it has come up leaves one of its store's threads behind: it mustn't keep the process alive.
                    s.UseBackgroundThreads = true;
                });
                store.UseClustering();
            });
            foreach (var job in Schedule.Jobs)
            {
                quartz.AddJob(typeof(QuartzJob), j => j.WithIdentity(job.Name).WithDescription(job.Title).RequestRecovery());
                quartz.AddTrigger(t => t.ForJob(job.Name).WithIdentity(job.Name).WithCronSchedule(
                    job.CronIn(configuration), cron => cron.InTimeZone(Council.TimeZone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
            }
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }

    /// <summary>When a cron comes round next.</summary>
    public static DateTimeOffset? Next(string cron, DateTimeOffset after) => new CronExpression(cron, Council.TimeZone).GetNextValidTimeAfter(after);

    /// <summary>This engine has no page of its own.</summary>
    /// <returns>Null.</returns>
    public static IEndpointConventionBuilder? MapDashboard(IEndpointRouteBuilder app, Func<HttpContext, bool> mayLook) => null;

    private sealed class QuartzJob(JobRunner runner) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancel)
        {
            try
            {
                await runner.Run(context.JobDetail.Key.Name, cancel);
            }
            catch (Exception) when (!cancel.IsCancellationRequested)
            {
                // Logged by the runner. This engine tries nothing again; it would only log it once more.
            }
        }
    }
}
