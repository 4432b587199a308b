using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Quartz;
using Tracker.Domain.Councils;

namespace Tracker.Jobs;

/// <summary>Runs the schedule by Quartz: its triggers lie in PostgreSQL, every process is a node of one cluster, and what a dead node left another takes over. The one file that knows the engine.</summary>
internal static class QuartzEngine
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
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
                store.ConfigureStore(s => s.TablePrefix = "quartz.qrtz_");
                store.UseClustering();
            });
            foreach (var job in Schedule.Jobs)
            {
                quartz.AddJob(typeof(QuartzJob<>).MakeGenericType(job.Work), j => j.WithIdentity(job.Name).WithDescription(job.Title).RequestRecovery());
                quartz.AddTrigger(t => t.ForJob(job.Name).WithIdentity(job.Name).WithCronSchedule(
                    configuration[$"{Schedule.Section}:{job.Name}"] ?? job.Cron,
                    cron => cron.InTimeZone(Council.TimeZone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
            }
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        services.AddHostedService<AtStart>();
    }

    private sealed class QuartzJob<T>(T work) : IJob where T : IWork
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancel) => await work.Run(cancel);
    }

    /// <summary>Everything once when the node has come up, whatever its triggers say: a node that was off all morning is to be late, not silent.</summary>
    private sealed class AtStart(ISchedulerFactory schedulers, IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stop)
        {
            var started = new TaskCompletionSource();
            using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stop);
            var scheduler = await schedulers.GetScheduler(stop);
            foreach (var job in Schedule.Jobs)
                await scheduler.TriggerJob(new JobKey(job.Name), stop);
        }
    }
}
