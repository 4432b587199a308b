using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Domain.Accounts;
using Tracker.Jobs;

namespace Tracker.Api.Runs;

public static class JobEndpoints
{
    public static void MapJobs(this IEndpointRouteBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("Lịch chạy").RequireAuthorization(Access.SignedIn).Needs(Act.Administer);

        jobs.MapGet("/", (JobReading reading, CancellationToken cancel) => reading.All(cancel))
            .WithName("jobs").WithSummary("Các việc chạy theo lịch: khi nào chạy, lần tới, những lần chạy gần nhất và kết quả.");

        jobs.MapPost("/{name}/run", (string name, JobReading reading, CancellationToken cancel) => reading.Run(name, cancel))
            .Writes().Produces<JobAnswer>().WithName("run-job").WithSummary("Chạy ngay một việc; máy đang chạy lịch làm trong vài giây, một lần dù yêu cầu nhiều lần.");
    }

    /// <summary>The engine's own page, if it has one.</summary>
    public static void MapEngine(this IEndpointRouteBuilder app) =>
        JobEngine.MapDashboard(app, http => http.Features.Get<Account>()?.May(Act.Administer) == true)?.RequireAuthorization(Access.SignedIn).ExcludeFromDescription();
}
