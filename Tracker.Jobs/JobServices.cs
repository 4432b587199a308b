using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Jobs.Mail;
using Tracker.Jobs.Reminders;

namespace Tracker.Jobs;

public static class JobServices
{
    /// <summary>What is done by the clock; needs the database's services.</summary>
    /// <param name="mailFolder">Where mails go when no server is set.</param>
    /// <param name="run">Whether this process runs the schedule; the jobs can be called either way.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration, string mailFolder, bool run)
    {
        var mail = configuration.GetSection(MailOptions.Section);
        services.AddSingleton((mail.Get<MailOptions>() ?? new()) with { Folder = mail[nameof(MailOptions.Folder)] ?? mailFolder });
        services.AddSingleton<DailyDigests>();
        services.AddSingleton<Outbox>();
        if (run)
            QuartzEngine.Add(services, configuration);
        return services;
    }
}
