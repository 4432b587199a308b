using System.Text.Json;

namespace Tracker.Db.Journal;

/// <summary>Who did what beside the histories of items: written in the transaction of what was done, and never changed.</summary>
public sealed class JournalStore(Session session)
{
    private const string AddSql = """
        insert into journal (council_id, at, account_id, act, subject, details)
        values (@Council, @Now, @AccountId, @Act, @Subject, @Details::jsonb)
        """;

    /// <param name="accountId">Null for what nobody signed in did, such as a sign-in that failed.</param>
    /// <param name="act">What was done, as a sentence begins: "Sửa đơn vị".</param>
    /// <param name="subject">To what: its name.</param>
    /// <param name="details">What changed, by name; null when there is nothing more to say.</param>
    public Task Add(Guid? accountId, string act, string subject, object? details = null, CancellationToken cancel = default) => session.Execute(AddSql,
        new { session.Now, accountId, act, subject, Details = details is null ? null : JsonSerializer.Serialize(details, Database.Json) }, cancel);
}
