using Tracker.Api.Accounts;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Reminders;
using Tracker.Domain.Accounts;
using Tracker.Domain.Items;
using Tracker.Domain.Reminders;
using Tracker.Domain.Units;
using Tracker.Jobs.Reminders;

namespace Tracker.Api.Reminders;

/// <param name="Kind">digest: by the plan of the day; now: at somebody's wish.</param>
/// <param name="Items">How many items it lists.</param>
/// <param name="Notices">How much it tells beside due days.</param>
/// <param name="Attempts">Since it was queued last.</param>
public sealed record ReminderAnswer(
    Guid Id, DateOnly Day, string Kind, Named Person, Named? Unit, string Address, string Subject, int Items, int Notices, ReminderResult Result, int Attempts,
    DateTimeOffset? NextAttemptAt, DateTimeOffset CreatedAt, DateTimeOffset? SentAt, string? Error, DateTimeOffset? AcknowledgedAt)
{
    public static ReminderAnswer Of(ReminderRow row, IReadOnlyList<Unit> units) => new(
        row.Id, row.Day, row.Kind, new(row.PersonId, row.Name), units.FirstOrDefault(u => u.Id == row.UnitId) is { } unit ? new(unit.Id, unit.Name) : null, row.Address, row.Subject, row.Items,
        row.Notices, row.Result, row.Tries, row.NextAttemptAt, row.CreatedAt, row.SentAt, row.LastError, row.AcknowledgedAt);
}

public sealed record RemindedItemAnswer(Guid Id, string? Title, ReminderReason Reason, DateOnly DueOn, int DaysOverdue);

/// <summary>What was told, or is to be, beside due days.</summary>
/// <param name="Subject">Id of what it is about: an item, a proposal, an agreement, a session or a meeting, by the kind.</param>
/// <param name="Began">The day on which it began.</param>
/// <param name="Page">Where it leads to.</param>
public sealed record NoticeAnswer(NoticeKind Kind, string Name, Guid Subject, Guid? Item, Guid? Unit, DateOnly Began, string Title, string About, string Page)
{
    public static NoticeAnswer Of(Notice n) => new(n.Kind, n.Kind.Name(), n.Subject, n.ItemId, n.UnitId, n.Began, n.Title, n.About, NoticeReading.Path(n.Kind, n.Subject));

    public static NoticeAnswer Of(ToldNotice n) => new(n.Kind, n.Kind.Name(), n.SubjectId, n.ItemId, n.UnitId, n.BeganOn, n.Title, n.About, NoticeReading.Path(n.Kind, n.SubjectId));
}

/// <param name="Text">As it goes out, but for the link by which its reader says that it has come.</param>
public sealed record WholeReminderAnswer(ReminderAnswer Mail, string MessageId, string Text, IReadOnlyList<RemindedItemAnswer> Items, IReadOnlyList<NoticeAnswer> Notices, IReadOnlyList<ReminderAttempt> Attempts)
{
    public static WholeReminderAnswer Of(WholeReminder mail, IReadOnlyList<Unit> units) => new(
        ReminderAnswer.Of(mail.Row, units), mail.MessageId, mail.Text, [.. mail.Items.Select(i => new RemindedItemAnswer(i.ItemId, i.Title, i.Reason, i.DueOn, i.DaysOverdue))],
        [.. mail.Notices.Select(NoticeAnswer.Of)], mail.Attempts);
}

public sealed record PreviewedMail(Named Person, string Address, string Subject, string Text, IReadOnlyList<RemindedItemAnswer> Items, IReadOnlyList<NoticeAnswer> Notices);

/// <param name="Day">The next day that hasn't got its mails yet.</param>
/// <param name="Unreached">Units without any mail address.</param>
public sealed record PreviewAnswer(DateOnly Day, bool Enabled, IReadOnlyList<PreviewedMail> Mails, IReadOnlyList<string> Unreached)
{
    public static PreviewAnswer Of(Preview preview) => new(preview.Day, preview.Enabled, preview.Enabled ? [.. preview.Mails.Select(Mail)] : [], preview.Unreached);

    private static PreviewedMail Mail(MadeMail made) => new(
        new(made.Digest.To.Id, made.Digest.To.Name), made.Mail.Address, made.Mail.Subject, made.Mail.TextBody,
        [.. made.Digest.Reminders.Select(r => new RemindedItemAnswer(r.Item.Id, r.Item.Title, r.Reason, r.Item.DueOn, r.DaysOverdue))], [.. made.Digest.Notices.Select(NoticeAnswer.Of)]);
}

public static class ReminderEndpoints
{
    public static void AddReminders(this IServiceCollection services)
    {
        services.AddScoped<ReminderReading>();
        services.AddScoped<ReminderWriting>();
        services.AddScoped<ReminderPages>();
        services.AddScoped<PausePages>();
    }

    public static void MapReminders(this IEndpointRouteBuilder api)
    {
        var reminders = api.MapGroup("/reminders").WithTags("Nhắc việc").RequireAuthorization(Access.SignedIn).Needs(Act.ReadReminders);

        reminders.MapGet("/", async (ReminderReading reading, Ask ask, CancellationToken cancel) =>
        {
            var units = await ask.Units(cancel);
            return ListAnswer<ReminderAnswer>.Of(await reading.List(await reading.Query(cancel), cancel), row => ReminderAnswer.Of(row, units));
        })
        .Takes("unit", "person", "item", "from", "to", "result", "page", "pageSize").WithName("reminders").WithSummary("Đã nhắc ai, việc gì, ngày nào, kết quả ra sao; mới nhất trước. Đơn vị xem thư của đơn vị mình.");

        reminders.MapGet("/{id:guid}", async (Guid id, ReminderReading reading, Ask ask, CancellationToken cancel) => WholeReminderAnswer.Of(await reading.Find(id, cancel), await ask.Units(cancel)))
            .WithName("reminder").WithSummary("Một thư nhắc: nội dung, các việc được nhắc, các lần gửi.");

        reminders.MapGet("/preview", async (ReminderReading reading, CancellationToken cancel) => PreviewAnswer.Of(await reading.Preview(cancel)))
            .WithName("reminder-preview").WithSummary("Thư của ngày làm việc kế tiếp, nếu lập ngay bây giờ.");

        reminders.MapGet("/notices", async (ReminderReading reading, Session session, Ask ask, CancellationToken cancel) =>
            ListAnswer<NoticeAnswer>.OfAll(await reading.Notices(await CouncilStore.Find(session, cancel), cancel), ask.Paging(), NoticeAnswer.Of))
        .Takes("page", "pageSize").WithName("notices").WithSummary("Việc cần quyết, cần chuẩn bị hôm nay: đề nghị, báo cáo đang chờ, quy chế sắp hết hiệu lực, kỳ họp chưa chốt ngày, cuộc giao ban sắp tới.");

        reminders.MapGet("/pauses", async (ReminderReading reading, Ask ask, CancellationToken cancel) =>
            ListAnswer<Pause>.OfAll(await reading.Pauses(cancel, ask.Id("person"), ask.Id("item")), ask.Paging(), p => p))
        .Takes("person", "item", "page", "pageSize").WithName("reminder-pauses").WithSummary("Những lần tạm dừng nhắc việc, cả đã kết thúc.");

        var writing = api.MapGroup("/reminders").WithTags("Nhắc việc").RequireAuthorization(Access.SignedIn).Needs(Act.KeepReminders).Writes();

        writing.MapPost("/sendings", async (SendingRequest request, ReminderWriting reminders, CancellationToken cancel) => new Written(await reminders.Send(request, cancel)))
            .Produces<SendingAnswer>().WithName("send-reminder").WithSummary("Gửi ngay thư nhắc hôm nay cho một người hoặc một đơn vị; mỗi người một thư mỗi ngày, gọi lại không gửi thêm.");

        writing.MapPost("/{id:guid}/queueing", async (Guid id, ReminderWriting reminders, Ask ask, CancellationToken cancel) =>
            new Written(WholeReminderAnswer.Of(await reminders.QueueAgain(id, cancel), await ask.Units(cancel))))
        .Produces<WholeReminderAnswer>().WithName("queue-reminder").WithSummary("Gửi lại thư đã bỏ cuộc, đến địa chỉ hiện nay của người nhận.");

        writing.MapDelete("/{id:guid}/link", async (Guid id, ReminderWriting reminders, Ask ask, CancellationToken cancel) =>
            new Written(WholeReminderAnswer.Of(await reminders.Revoke(id, cancel), await ask.Units(cancel))))
        .Produces<WholeReminderAnswer>().WithName("revoke-reminder-link").WithSummary("Thu hồi liên kết báo nhận trong thư.");

        writing.MapPost("/pauses", async (PauseRequest request, ReminderWriting reminders, CancellationToken cancel) => new Written(await reminders.Pause(request, cancel)))
            .Produces<Pause>().WithName("pause-reminders").WithSummary("Tạm dừng nhắc một người hoặc một nhiệm vụ; lần đang dừng của cùng người, cùng nhiệm vụ được thay bằng lần này.");

        writing.MapDelete("/pauses/{id:guid}", async (Guid id, ReminderWriting reminders, CancellationToken cancel) => new Written(await reminders.Resume(id, cancel)))
            .Produces<Pause>().WithName("resume-reminders").WithSummary("Cho nhắc lại.");
    }
}
