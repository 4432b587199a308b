using Microsoft.Extensions.Logging;
using Tracker.Db.Councils;
using Tracker.Domain.Councils;

namespace Tracker.Jobs;

/// <summary>One council that fails doesn't stop the others.</summary>
internal static class EachCouncil
{
    /// <returns>What failed.</returns>
    public static async Task<IReadOnlyList<Exception>> ForEach(this CouncilStore councils, Func<Council, Task> work, ILogger log, CancellationToken cancel)
    {
        var failures = new List<Exception>();
        foreach (var council in await councils.All(cancel))
        {
            try
            {
                await work(council);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                log.LogError(e, "Failed for {Council}", council.Name);
                failures.Add(e);
            }
        }
        return failures;
    }
}
