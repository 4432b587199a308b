using System.Text.Json;
using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Programmes;
using Tracker.Domain;

namespace Tracker.Api.Programmes;

/// <summary>Drafts of one kind: kept between sittings, held against changes by two people at once, and counted nowhere.</summary>
/// <param name="kind">Of the drafts that <typeparamref name="T"/> is the content of.</param>
public abstract class Drafts<T>(Session session, CurrentUser user, DraftKind kind)
{
    private readonly DraftStore _drafts = new(session);

    protected Session Session => session;

    protected CurrentUser User => user;

    /// <summary>"dự thảo điều chỉnh".</summary>
    protected abstract string Called { get; }

    /// <summary>What is said to whoever changes one that was issued.</summary>
    protected abstract string Issued { get; }

    /// <summary>What is said to whoever changes one that somebody else changed first.</summary>
    protected abstract string Changed { get; }

    /// <summary>Those that aren't issued yet; of one programme where it is named.</summary>
    public async Task<IReadOnlyList<(Draft Row, T Draft)>> Open(CancellationToken cancel, Guid? programme = null) =>
        [.. (await _drafts.Open(kind, programme, cancel)).Select(Read)];

    public async Task<(Draft Row, T Draft)> Find(Guid id, CancellationToken cancel) => Known(await _drafts.Find(id, cancel));

    /// <summary>To be changed: against the version that its page showed.</summary>
    /// <exception cref="Refused">412 when somebody changed it since.</exception>
    /// <exception cref="RuleBroken">It was issued.</exception>
    public async Task<(Draft Row, T Draft)> Hold(Guid id, int version, CancellationToken cancel)
    {
        var held = Known(await _drafts.Hold(id, cancel));
        if (held.Row.IssuedAs is not null)
            throw new RuleBroken(Issued, "draft-issued");
        return held.Row.Version == version ? held : throw new Refused(412, "changed-meanwhile", Changed);
    }

    /// <summary>The last that was begun of a programme and isn't issued, whatever its version; null when there is none.</summary>
    protected async Task<(Draft Row, T Draft)?> HoldLast(Guid programme, CancellationToken cancel) =>
        (await _drafts.Open(kind, programme, cancel)).LastOrDefault() is { } last ? Known(await _drafts.Hold(last.Id, cancel)) : null;

    /// <summary>Begins one.</summary>
    public async Task<Guid> Make(Guid programme, T draft, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7();
        await _drafts.Add(id, kind, programme, Written(draft), user.AccountId, cancel);
        return id;
    }

    public Task Save(Guid id, T draft, CancellationToken cancel, Guid? issuedAs = null) => _drafts.Change(id, Written(draft), issuedAs, cancel);

    public Task Drop(Guid id, CancellationToken cancel) => _drafts.Drop(id, cancel);

    private (Draft Row, T Draft) Known(Draft? found) => found is { } row && row.Kind == kind ? Read(row) : throw Refused.NotFound($"{Called} này, hoặc đã bị xóa");

    private static (Draft Row, T Draft) Read(Draft row) => (row, JsonSerializer.Deserialize<T>(row.Content, Database.Json)!);

    private static string Written(T draft) => JsonSerializer.Serialize(draft, Database.Json);
}
