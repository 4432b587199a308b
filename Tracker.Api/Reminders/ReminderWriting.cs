using System.Text.Json.Serialization;
using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Coordination;
using Tracker.Db.Councils;
using Tracker.Db.Items;
using Tracker.Db.Journal;
using Tracker.Db.People;
using Tracker.Db.Reminders;
using Tracker.Domain;
using Tracker.Domain.Text;
using Tracker.Jobs.Mail;
using Tracker.Jobs.Reminders;

namespace Tracker.Api.Reminders;

/// <param name="Unit">Id or name: everybody of it who has something to be told. Either this or a person.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SendingRequest(Guid? Person = null, string? Unit = null);

/// <param name="Queued">Names of those to whom a mail goes now.</param>
/// <param name="Before">Names of those who have had theirs today.</param>
public sealed record SendingAnswer(IReadOnlyList<string> Queued, IReadOnlyList<string> Before)
{
    [JsonIgnore]
    public string Sentence => (Queued.Count, Before.Count) switch
    {
        (0, _) => $"Hôm nay đã gửi thư này cho {string.Join(", ", Before)}; không gửi lại lần nữa.",
        (_, 0) => $"Đã xếp thư gửi {string.Join(", ", Queued)}; thư đi trong ít giây.",
        _ => $"Đã xếp thư gửi {string.Join(", ", Queued)}. Hôm nay đã gửi rồi: {string.Join(", ", Before)}.",
    };
}

/// <param name="Until">Last day without mails, inclusive; null until it is taken back.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PauseRequest(string Reason, Guid? Person = null, Guid? Item = null, DateOnly? Until = null);

/// <summary>What somebody does about reminders, from the API and from pages. Figures know nothing of it.</summary>
public sealed class ReminderWriting(Session session, Ask ask, CurrentUser user, MailOptions mail)
{
    private const int LongestReason = 500;

    /// <summary>Today's mail with everything that there is to tell, outside the plan; one a day for each person, however often it is asked for.</summary>
    public async Task<SendingAnswer> Send(SendingRequest request, CancellationToken cancel)
    {
        var unit = request.Unit is { Length: > 0 } named ? await ask.FindUnit(named, "unit", cancel) : null;
        var person = request.Person is { } id ? await Person(id, cancel) : null;
        if (unit is null == person is null)
            throw Refused.Field("person", "Hãy chọn một người hoặc một đơn vị cần nhắc ngay.");
        var council = await CouncilStore.Find(session, cancel);
        if (!council.Settings.Reminders.Enabled)
            throw new RuleBroken("Nhắc việc đang tắt. Hãy bật ở Quản trị › Thiết lập trước khi gửi thư.", "reminders-off");
        var making = new DigestMaking(session, council, mail);
        if (!making.Calendar.IsWorkingDay(ask.Today))
            throw new RuleBroken($"Hôm nay ({ReminderWords.Weekday(ask.Today)}) là ngày nghỉ; thư nhắc việc chỉ gửi vào ngày làm việc.", "day-off");
        var store = new ReminderStore(session);
        await store.Begin(cancel);
        var made = (await making.AtOnce(ask.Today, cancel)).Mails.Where(m => m.Digest.To.Id == person?.Id || m.Digest.To.UnitId == unit?.Id).ToArray();
        if (made.Length == 0)
            throw new RuleBroken(
                $"Chưa có gì để nhắc {person?.Name ?? unit!.Name}: không có việc quá hạn, đến hạn trong một tuần tới, cần quyết hay cần chuẩn bị, chưa có địa chỉ thư, hoặc đang tạm dừng nhắc.", "nothing-to-remind");
        var added = await store.Add(ask.Today, [.. made.Select(m => m.Mail)], cancel);
        var answer = new SendingAnswer([.. made.Where(m => added.Contains(m.Mail.Id)).Select(m => m.Digest.To.Name)], [.. made.Where(m => !added.Contains(m.Mail.Id)).Select(m => m.Digest.To.Name)]);
        if (answer.Queued.Count > 0)
            await Tell("Gửi ngay thư nhắc việc", string.Join(", ", answer.Queued), null, cancel);
        return answer;
    }

    /// <summary>A mail that was given up is tried again, to the address that its reader has now.</summary>
    public async Task<WholeReminder> QueueAgain(Guid id, CancellationToken cancel)
    {
        var log = new ReminderLog(session);
        var before = await log.Find(id, null, cancel) ?? throw Refused.NotFound("thư nhắc này");
        if (before.Row.Result != ReminderResult.GivenUp)
            throw new RuleBroken("Chỉ gửi lại được thư đã bỏ cuộc; thư này đã gửi hoặc còn đang chờ.", "not-given-up");
        if (!await new OutboxStore(session).QueueAgain(id, cancel))
            throw new RuleBroken($"{before.Row.Name} chưa có địa chỉ thư. Hãy ghi địa chỉ ở Quản trị › Người rồi gửi lại.", "no-address");
        var after = (await log.Find(id, null, cancel))!;
        await Tell("Gửi lại thư nhắc việc", $"{after.Row.Name}, thư ngày {Vietnamese.Day(after.Row.Day)}", [new("email", before.Row.Address, after.Row.Address)], cancel);
        return after;
    }

    /// <summary>The link in a mail holds no longer.</summary>
    public async Task<WholeReminder> Revoke(Guid id, CancellationToken cancel)
    {
        var log = new ReminderLog(session);
        var reminder = await log.Find(id, null, cancel) ?? throw Refused.NotFound("thư nhắc này");
        // Whoever isn't to say that the mail has come isn't to answer by it either.
        await new AnswerLinkStore(session).RevokeOfMail(id, cancel);
        if (await new ReminderLinkStore(session).Revoke(id, cancel))
            await Tell("Thu hồi liên kết báo nhận", $"{reminder.Row.Name}, thư ngày {Vietnamese.Day(reminder.Row.Day)}", null, cancel);
        return (await log.Find(id, null, cancel))!;
    }

    public async Task<Pause> Pause(PauseRequest request, CancellationToken cancel)
    {
        if (request.Person is null == request.Item is null)
            throw Refused.Field("person", "Hãy chọn một người, hoặc mở trang của nhiệm vụ cần tạm dừng nhắc.");
        var reason = VietnameseText.Normalize(request.Reason);
        if (reason.Length is 0 or > LongestReason)
            throw Refused.Field("reason", $"Hãy ghi lý do tạm dừng, nhiều nhất {LongestReason} ký tự.");
        if (request.Until < ask.Today)
            throw Refused.Field("until", "Ngày cuối tạm dừng phải từ hôm nay trở đi; để trống nếu chưa biết.");
        if (request.Person is { } person)
            await Person(person, cancel);
        else if (await new ItemStore(session).FindHead(request.Item!.Value, cancel) is null)
            throw Refused.NotFound("nhiệm vụ này");
        var store = new PauseStore(session);
        var id = await store.Add(request.Person, request.Item, request.Until, reason, user.AccountId, cancel);
        var pause = (await store.All(request.Person, request.Item, cancel)).First(p => p.Id == id);
        await Tell("Tạm dừng nhắc việc", pause.Name, [new("until", "", pause.Until()), new("reason", "", pause.Reason)], cancel);
        return pause;
    }

    /// <summary>Takes a pause back.</summary>
    public async Task<Pause> Resume(Guid id, CancellationToken cancel)
    {
        var store = new PauseStore(session);
        var pause = (await store.All(cancel: cancel)).FirstOrDefault(p => p.Id == id) ?? throw Refused.NotFound("lần tạm dừng này");
        if (!await store.End(id, user.AccountId, cancel))
            throw new RuleBroken("Lần tạm dừng này đã kết thúc trước đó.", "pause-over");
        await Tell("Cho nhắc việc lại", pause.Name, [new("until", pause.Until(), $"đến {Vietnamese.Day(ask.Today)}")], cancel);
        return (await store.All(cancel: cancel)).First(p => p.Id == id);
    }

    private async Task<Person> Person(Guid id, CancellationToken cancel) => await new PersonStore(session).Find(id, cancel) ?? throw Refused.NotFound("người này").About("person");

    private Task Tell(string act, string subject, IReadOnlyList<FieldChange>? changes, CancellationToken cancel) =>
        new JournalStore(session).Add(user.AccountId, act, subject, changes, JournalKind.Administration, cancel);
}
