using System.Text.Json;
using Tracker.Db.Items;

namespace Tracker.Db.Journal;

/// <summary>What a line of the journal is about.</summary>
public enum JournalKind
{
    /// <summary>The history of an item, as far as it was recorded by hand.</summary>
    Item,
    /// <summary>A programme issued, closed, void.</summary>
    Programme,
    /// <summary>An amendment recorded, taken back.</summary>
    Amendment,
    /// <summary>An amendment asked for by a unit, decided.</summary>
    Proposal,
    /// <summary>Giao ban and their conclusions, sessions and what is prepared for them.</summary>
    Meeting,
    /// <summary>Agreements, what is owed by them, and links by which outside bodies answer.</summary>
    Coordination,
    /// <summary>A file uploaded, applied, undone.</summary>
    Import,
    /// <summary>Units, people, accounts, settings.</summary>
    Administration,
    /// <summary>Signing in and out, passwords, tokens.</summary>
    Access,
}

/// <summary>What one field became, as people read it.</summary>
/// <param name="Before">Empty for nothing.</param>
public sealed record FieldChange(string Field, string Before, string After);

/// <summary>What stands beside a line of the journal.</summary>
public sealed record JournalDetails(IReadOnlyList<FieldChange> Changes);

/// <summary>Who did what beside the histories of items: written in the transaction of what was done, and never changed.</summary>
public sealed class JournalStore(Session session)
{
    private const string AddSql = """
        insert into journal (council_id, at, account_id, act, subject, details, kind)
        values (@Council, @Now, @AccountId, @Act, @Subject, @Details::jsonb, @Kind)
        """;

    /// <param name="accountId">Null for what nobody signed in did, such as a sign-in that failed.</param>
    /// <param name="act">What was done, as a sentence begins: "Sửa đơn vị".</param>
    /// <param name="subject">To what: its name.</param>
    /// <param name="changes">Field by field; null when there is nothing more to say.</param>
    public Task Add(
        Guid? accountId, string act, string subject, IReadOnlyList<FieldChange>? changes = null, JournalKind kind = JournalKind.Access, CancellationToken cancel = default) =>
        session.Execute(AddSql, new
        {
            session.Now, accountId, act, subject, Details = changes is null ? null : JsonSerializer.Serialize(new JournalDetails(changes), Database.Json), Kind = ItemStore.Text(kind),
        }, cancel);
}
