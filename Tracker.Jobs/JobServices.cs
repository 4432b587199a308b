using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Db.Runs;
using Tracker.Jobs.Backups;
using Tracker.Jobs.Coordination;
using Tracker.Jobs.Figures;
using Tracker.Jobs.Mail;
using Tracker.Jobs.Reminders;

namespace Tracker.Jobs;

public static class JobServices
{
    /// <summary>What is done by the clock; needs the database's services.</summary>
    /// <param name="serving">Connection string of the serving role, for an engine that keeps connections of its own.</param>
    /// <param name="mailFolder">Where mails go when no server is set.</param>
    /// <param name="address">Where people open the program when no public address is set.</param>
    /// <param name="run">Whether this process runs the schedule; the jobs can be called either way.</param>
    /// <param name="onlyToFolder">The addresses are made up: nothing goes to a server, even where one is set.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration, string serving, string mailFolder, bool run, bool onlyToFolder = false, string? address = null)
    {
        var mail = configuration.GetSection(MailOptions.Section);
        var options = mail.Get<MailOptions>() ?? new();
        options = options with { Folder = mail[nameof(MailOptions.Folder)] ?? mailFolder, PublicAddress = mail[nameof(MailOptions.PublicAddress)] ?? address ?? options.PublicAddress };
        services.AddSingleton(onlyToFolder ? options with { Host = null } : options);
        services.AddSingleton<RunStore>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<DailyDigests>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<DailyFigures>();
        services.AddSingleton<DueDuties>();
        if (!run)
            return services;
        JobEngine.Add(services, configuration, serving);
        services.AddHostedService<JobNode>();
        return services;
    }

    /// <summary>The nightly backup of the private cluster, by the process that keeps it.</summary>
    public static IServiceCollection AddNightlyBackup(this IServiceCollection services, string ownerConnectionString, string folder)
    {
        services.AddSingleton(new NightlyBackup(ownerConnectionString, folder));
        services.AddSingleton<NightlyBackupService>();
        services.AddSingleton(new ExtraJob(Schedule.Backup.Name));
        services.AddHostedService(s => s.GetRequiredService<NightlyBackupService>());
        return services;
    }
}
