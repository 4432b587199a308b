using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;
using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Coordination;
using Tracker.Db.Items;
using Tracker.Db.Journal;
using Tracker.Domain;
using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Text;
using Tracker.Domain.Units;
using Tracker.Jobs.Mail;

namespace Tracker.Api.Coordination;

/// <param name="ExpiresOn">Last day on which it can be used, inclusive; thirty days from now unless given.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AnswerLinkRequest(DateOnly? ExpiresOn = null);

/// <param name="Url">To be sent to the body; whoever has it may answer.</param>
public sealed record AnswerLinkAnswer(Guid Id, Named Unit, string Url, DateTimeOffset ExpiresAt);

/// <summary>A link as the item's page shows it to the office.</summary>
/// <param name="Url">Null where it can't be read any more, and for what stands in a mail.</param>
public sealed record ShownLink(AnswerLinkRow Row, string Unit, string? Url, bool IsLive);

/// <summary>Links by which an outside body answers for an item: made, shown and revoked by the office.</summary>
public sealed class AnswerLinks(Session session, Ask ask, CurrentUser user, MailOptions mail, IDataProtectionProvider protection)
{
    private const int UsualDays = 30, MostDays = 366;
    private readonly IDataProtector _protector = Protector(protection);
    private readonly AnswerLinkStore _links = new(session);

    /// <summary>Seals tokens, so that the office can read its own links again.</summary>
    internal static IDataProtector Protector(IDataProtectionProvider protection) => protection.CreateProtector("answer-links");

    /// <summary>Whether there is somebody outside to answer for it.</summary>
    public static bool MayHave(ItemFacts facts, IReadOnlyDictionary<Guid, Unit> units) =>
        facts.IsOpen && units.TryGetValue(facts.LeadUnitId, out var lead) && lead.Kind == UnitKind.Outside;

    public async Task<AnswerLinkAnswer> Make(Guid item, AnswerLinkRequest request, CancellationToken cancel)
    {
        var facts = (await new ItemStore(session).Find(item, new(Viewpoint.LastDay, session.Now), cancel) ?? throw Refused.NotFound("nhiệm vụ này")).Facts;
        var units = (await ask.Units(cancel)).ToDictionary(u => u.Id);
        if (!MayHave(facts, units))
            throw new RuleBroken("Liên kết trả lời chỉ tạo cho nhiệm vụ chưa xong do một cơ quan bên ngoài thực hiện.", "nobody-outside");
        var last = request.ExpiresOn ?? ask.Today.AddDays(UsualDays);
        if (last < ask.Today || last > ask.Today.AddDays(MostDays))
            throw Refused.Field("expiresOn", $"Liên kết dùng được từ hôm nay đến nhiều nhất một năm; hãy chọn ngày từ {Vietnamese.Day(ask.Today)}.");
        var (id, token) = (Guid.CreateVersion7(), AnswerLink.NewToken());
        var end = last.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var expires = new DateTimeOffset(end, Council.TimeZone.GetUtcOffset(end)).ToUniversalTime();
        await _links.Add(id, item, facts.LeadUnitId, token, _protector.Protect(token), expires, user.AccountId, cancel);
        await Tell("Tạo liên kết trả lời", $"{units[facts.LeadUnitId].Name}: {facts.Title}", [new("expiresOn", "", Vietnamese.Day(last))], cancel);
        return new(id, new(facts.LeadUnitId, units[facts.LeadUnitId].Name), Url(token), expires);
    }

    public async Task Revoke(Guid item, Guid link, CancellationToken cancel)
    {
        if (await _links.Read(link, cancel) is not { } row || row.ItemId != item)
            throw Refused.NotFound("liên kết này");
        if (!await _links.Revoke(link, cancel))
            throw new RuleBroken(row.AnsweredAt is null ? "Liên kết này đã được thu hồi trước đó." : "Liên kết này đã được dùng để trả lời.", "link-over");
        var facts = (await new ItemStore(session).Find(item, new(Viewpoint.LastDay, session.Now), cancel))?.Facts;
        await Tell("Thu hồi liên kết trả lời", facts?.Title ?? "nhiệm vụ đã gỡ", null, cancel);
    }

    /// <summary>Every link of an item, the latest first; none for whoever doesn't keep them.</summary>
    public async Task<IReadOnlyList<ShownLink>> Of(Guid item, CancellationToken cancel)
    {
        if (user.Account.Id is null || !user.Account.May(Act.KeepProgrammes))
            return [];
        var units = (await ask.Units(cancel)).ToDictionary(u => u.Id, u => u.Name);
        return [.. (await _links.OfItem(item, cancel)).Select(l => new ShownLink(l, units.GetValueOrDefault(l.UnitId, ""), l.IsLive(session.Now) && Opened(l.SealedToken) is { } token ? Url(token) : null, l.IsLive(session.Now)))];
    }

    private string Url(string token) => mail.PublicAddress.TrimEnd('/') + AnswerLink.Address(token);

    private string? Opened(string? sealedToken)
    {
        try
        {
            return sealedToken is null ? null : _protector.Unprotect(sealedToken);
        }
        catch (CryptographicException)
        {
            // The keys of then are gone, as in a copy elsewhere: the link still works, and another can be made.
            return null;
        }
    }

    private Task Tell(string act, string subject, IReadOnlyList<FieldChange>? changes, CancellationToken cancel) =>
        new JournalStore(session).Add(user.AccountId, act, subject, changes, JournalKind.Coordination, cancel);
}
