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
    /// <param name="onlyToFolder">The addresses are made up: nothing goes to a server, even where one is set.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration, string mailFolder, bool run, bool onlyToFolder = false)
    {
        var mail = configuration.GetSection(MailOptions.Section);
        var options = (mail.Get<MailOptions>() ?? new()) with { Folder = mail[nameof(MailOptions.Folder)] ?? mailFolder };
        services.AddSingleton(onlyToFolder ? options with { Host = null } : options);
        services.AddSingleton<DailyDigests>();
        services.AddSingleton<Outbox>();
        if (run)
            QuartzEngine.Add(services, configuration);
        return services;
    }
}
