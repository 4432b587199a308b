using Tracker.Api.Accounts;
using Tracker.Api.Coordination;
using Tracker.Api.Documents;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Reminders;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Coordination;
using Tracker.Db.Documents;
using Tracker.Db.Items;
using Tracker.Db.Meetings;
using Tracker.Domain.Accounts;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Api.Items;

/// <summary>An item's page and the forms on it; each form asks the item one verb, as the API does.</summary>
public sealed class ItemForms(
    PageFrames frames, PageForms forms, ItemReading reading, ItemWriting items, ItemVerbs verbs, ItemMaking making, ReminderReading reminders, AnswerLinks links, Ask ask, Session session, CurrentUser user, Typed typed, IHttpContextAccessor http)
{
    public const string CorrectParameter = "dinh-chinh";

    private const int RemindersShown = 8;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/nhiem-vu/{id:guid}", (Guid id, ItemForms forms, CancellationToken cancel) => forms.Show(id, cancel));

        var writing = pages.MapGroup("/nhiem-vu/{id:guid}").RequireAuthorization(Access.SignedIn);
        Form("ket-qua", Act.ReportProgress, (verbs, fields) => new(EntryWords.Verb(fields, verbs), $"Đã ghi: {EntryWords.Said(fields)}."));
        Form("xac-nhan", Act.KeepProgrammes, (verbs, fields) => fields.Needed("state") == "yes"
            ? new(verbs.Confirm(new(true, fields.Text("reason"))), "Đã xác nhận hoàn thành.")
            : new(verbs.Confirm(new(false, fields.Text("reason"))), "Đã trả lại báo cáo hoàn thành cho đơn vị."));
        Form("de-nghi-gia-han", Act.PlanOwnWork, (verbs, fields) => new(
            verbs.RequestExtension(new(Day(fields, "dueOn"), fields.Needed("reason"), fields.Number("occurrence"))), "Đã gửi đề nghị gia hạn. Trong lúc chờ, thời hạn cũ vẫn tính."));
        Form("gia-han", Act.KeepProgrammes, (verbs, fields) => new(
            verbs.Extend(new(Day(fields, "dueOn"), fields.Text("document"), fields.Day("on"), fields.Number("occurrence"))), $"Đã ghi gia hạn đến {Vietnamese.Day(Day(fields, "dueOn"))}."));
        Form("dua-ra", Act.Decide, (verbs, fields) => new(verbs.Withdraw(new(fields.Text("document"), fields.Day("on"))), "Đã đưa ra khỏi chương trình."));
        Form("chuyen-nam-sau", Act.KeepProgrammes, (verbs, fields) => new(verbs.CarryOver(new(fields.Day("on"), fields.Text("document"), fields.Text("reason"))), "Đã ghi chuyển sang năm sau."));
        Form("mo-lai", Act.KeepProgrammes, (verbs, fields) => new(verbs.Reopen(new(fields.Needed("reason"), fields.Day("on"))), "Đã mở lại nhiệm vụ."));
        Form("chi-dao", Act.Direct, (verbs, fields) => new(verbs.Remark(new(RemarkKind.Direction, fields.Text("text"), fields.Text("document"))), "Đã ghi chỉ đạo."));
        Form("ghi-chu", Act.Remark, (verbs, fields) => new(verbs.Remark(new(RemarkKind.Note, fields.Text("text"))), "Đã ghi chú."));
        Form("buoc", Act.PlanOwnWork, (verbs, fields) => new(
            verbs.Plan(new(fields.Needed("what"), fields.Text("who") ?? "", fields.Day("dueOn"), fields.Day("doneOn"), fields.Id("step"), fields.Ticked("removed"))), "Đã ghi kế hoạch chi tiết."));
        Form("go-bo", Act.KeepProgrammes, (verbs, _) => new(verbs.Void(), "Đã gỡ nhiệm vụ bị nhập nhầm.") { Leaves = true });
        writing.MapPost("de-nghi-gia-han/{request:long}/quyet-dinh", (Guid id, long request, ItemForms f, CancellationToken cancel) => f.Send(id, fields => Task.FromResult<Asked>(new(
            f.Verbs.Decide(request, new(fields.Needed("state") == "yes", fields.Text("document"), fields.Day("on"), fields.Text("reason"))), "Đã ghi quyết định.")), cancel))
            .WithMetadata(new NeedsMetadata(Act.Decide));
        writing.MapPost("sua", (Guid id, ItemForms f, CancellationToken cancel) => f.Send(id, async fields => new(
            await f.Verbs.Describe(ItemAttributes.Changed(fields), cancel), "Đã sửa thông tin."), cancel))
            .WithMetadata(new NeedsMetadata(Act.KeepProgrammes));
        writing.MapPost("dinh-chinh/{entry:long}", (Guid id, long entry, ItemForms f, CancellationToken cancel) => f.Send(id, async fields => new(
            await f.Verbs.Correct(await f.Correction(id, entry, fields, cancel), cancel), "Đã đính chính. Ghi nhận cũ vẫn còn trong lịch sử."), cancel))
            .WithMetadata(new NeedsMetadata(Act.KeepProgrammes));
        writing.MapPost("van-ban", (Guid id, ItemForms f, CancellationToken cancel) => f.AddPaper(id, cancel)).WithMetadata(new NeedsMetadata(Act.Remark));

        writing.MapPost("lien-ket", (Guid id, ItemForms f, CancellationToken cancel) => f.MakeLink(id, cancel)).Needs(Act.KeepProgrammes);
        writing.MapPost("lien-ket/{link:guid}/thu-hoi", (Guid id, Guid link, ItemForms f, CancellationToken cancel) => f.RevokeLink(id, link, cancel)).Needs(Act.KeepProgrammes);

        void Form(string verb, Act act, Func<ItemVerbs, Fields, Asked> read) =>
            writing.MapPost(verb, (Guid id, ItemForms f, CancellationToken cancel) => f.Send(id, fields => Task.FromResult(read(f.Verbs, fields)), cancel)).WithMetadata(new NeedsMetadata(act));
    }

    private ItemVerbs Verbs => verbs;

    private Act Right => http.HttpContext!.GetEndpoint()!.Metadata.GetRequiredMetadata<NeedsMetadata>().Act;

    /// <summary>What a form asks, and what is said when it is done.</summary>
    private sealed record Asked(ItemVerb Verb, string Sentence)
    {
        /// <summary>There is no page of the item any more.</summary>
        public bool Leaves { get; init; }
    }

    public async Task<IResult> Show(Guid id, CancellationToken cancel) =>
        PageEndpoints.Show<ItemPage, ItemDetail>(http.HttpContext!.Response, await Read(id, cancel));

    /// <summary>The item as its page and a row of a list show it.</summary>
    public async Task<ItemDetail> Read(Guid id, CancellationToken cancel)
    {
        var head = await new ItemStore(session).FindHead(id, cancel) ?? throw Refused.NotFound($"nhiệm vụ “{id}”");
        var frame = await frames.Read(Place.Item, cancel, head);
        var item = await reading.Find(id, frame.View, cancel);
        var correcting = long.TryParse(ask.Text(CorrectParameter) ?? (typed.Form?.StartsWith(CorrectParameter, StringComparison.Ordinal) == true ? typed.Fields.Raw("entry") : null), out var entry)
            ? item.History.FirstOrDefault(e => e.Id == entry && e.SupersededAt is null) : null;
        return new(
            frame, item, (await ask.Units(cancel)).ToDictionary(u => u.Id), await new DocumentStore(session).OfItem(id, frame.View.KnownAt, cancel),
            correcting, typed.Problem?.Status == 412 ? typed.Fields.ShownVersion : null)
        {
            Meeting = item.Origin == Origin.Adhoc && await new MeetingStore(session).OfItem(id, cancel) is { } meeting ? await new MeetingStore(session).Find(meeting, item.KnownAt, cancel) : null,
            Related = await Related(item, cancel),
            Duty = item.Origin == Origin.Coordination ? await new ObligationStore(session).OfItem(id, cancel) : null, AnswerLinks = await links.Of(id, cancel),
            Reminders = await reminders.OfItem(id, RemindersShown, cancel), Told = await reminders.ToldOfItem(id, RemindersShown, cancel), Paused = (await reminders.Pauses(cancel, item: id)).FirstOrDefault(p => p.Holds(frame.Today)),
        };
    }

    private async Task<IReadOnlyList<RelatedItem>> Related(ItemDetailAnswer item, CancellationToken cancel)
    {
        var store = new ItemStore(session);
        var related = (await store.MadeOf(item.Id, item.KnownAt, cancel))
            .Select(h => (How: h.ProgrammeId != item.Programme ? $"Chuyển sang từ năm {h.Year}" : item.Membership == Membership.Merged ? "Gộp từ" : "Tách ra từ", h.Id)).ToList();
        foreach (var entry in item.History.Where(e => e.SupersededAt is null || e.SupersededAt > item.KnownAt))
            related.AddRange(entry.Change switch
            {
                Change.Ended { Into: { } into } ended => into.Select(i => (ended.Ending == Ending.Merged ? "Gộp vào" : "Tách thành", i)),
                Change.Progressed { Next: { } next } => [($"Tiếp tục ở năm {item.Year + 1}", next)],
                _ => [],
            });
        var named = new List<RelatedItem>();
        foreach (var (how, id) in related)
            if (await store.Find(id, new(Viewpoint.LastDay, item.KnownAt), cancel) is { } other)
                named.Add(new(how, id, other.Facts.Number, other.Facts.Title));
        return named;
    }

    private Task<IResult> Send(Guid id, Func<Fields, Task<Asked>> read, CancellationToken cancel) => forms.Send(Page(id), async fields =>
    {
        await items.Check(id, Right, cancel);
        var asked = await read(fields);
        var on = await items.Record(id, fields.ShownVersion, asked.Verb, cancel);
        if (asked.Leaves)
            return new(asked.Sentence, PageFrame.PathOf((await new ItemStore(session).FindHead(id, cancel))!.Origin));
        // Whoever looks at an earlier day wouldn't see it on the page that follows.
        return new(ask.View().AsOf is var day && day < on ? $"{asked.Sentence} Trang đang xem ngày {Vietnamese.Day(day)}; nội dung vừa ghi có hiệu lực từ {Vietnamese.Day(on)}." : asked.Sentence);
    }, () => Show(id, cancel));

    /// <summary>A paper on the item, with a file or without one.</summary>
    private Task<IResult> AddPaper(Guid id, CancellationToken cancel) => forms.Send(Page(id), async fields =>
    {
        await items.Check(id, Right, cancel);
        if (!DocumentNumber.TryParse(fields.Needed("document"), out var number) || number.Raw.Length > DocumentNumber.Longest)
            throw Refused.Field("document", "Không đọc được số, ký hiệu văn bản. Hãy ghi như 08/BC-HĐND.");
        var file = fields.Files.FirstOrDefault() is { } sent ? await PaperFiles.Read(sent, cancel) : ((string Name, string MediaType, byte[] Content)?)null;
        var (title, issuedOn) = (VietnameseText.Normalize(fields.Text("text")), fields.Day("issuedOn"));
        await items.Record(id, fields.ShownVersion, verbs.Remark(new(RemarkKind.Paper, title, number.Raw)), cancel);
        var documents = new DocumentStore(session);
        // Entries name a paper by its number in the year they take effect, which is this one.
        var document = await documents.Add(new() { Id = Guid.CreateVersion7(), Number = number.Raw, Year = ask.Today.Year, IssuedOn = issuedOn, Title = title }, cancel);
        if (file is var (name, mediaType, content))
            await documents.AddFile(new() { Id = Guid.CreateVersion7(), DocumentId = document.Id, FileName = name, MediaType = mediaType }, content, user.AccountId, cancel);
        return new(file is null ? $"Đã ghi văn bản {number.Raw}." : $"Đã ghi văn bản {number.Raw} với tệp “{file.Value.Name}”.");
    }, () => Show(id, cancel));

    private Task<IResult> MakeLink(Guid id, CancellationToken cancel) => forms.Send(Page(id), async fields =>
    {
        var link = await links.Make(id, new(fields.Day("expiresOn")), cancel);
        return new($"Đã tạo liên kết trả lời cho {link.Unit.Name}; hãy chép liên kết ở mục Trả lời qua liên kết và gửi cho cơ quan ấy.", Page(id) + "#tra-loi");
    }, () => Show(id, cancel));

    private Task<IResult> RevokeLink(Guid id, Guid link, CancellationToken cancel) => forms.Send(Page(id), async _ =>
    {
        await links.Revoke(id, link, cancel);
        return new("Đã thu hồi liên kết trả lời.", Page(id) + "#tra-loi");
    }, () => Show(id, cancel));

    private async Task<CorrectionRequest> Correction(Guid id, long entry, Fields fields, CancellationToken cancel)
    {
        var item = await reading.Find(id, new(Viewpoint.LastDay, session.Now), cancel);
        var wrong = item.History.FirstOrDefault(e => e.Id == entry) ?? throw Refused.NotFound("ghi nhận này trong lịch sử nhiệm vụ");
        return fields.Raw("mode") == "retract"
            ? new(entry)
            : new(entry, await Corrections.Replacement(wrong.Change, fields, making, cancel), fields.Day("on"), fields.Text("document"));
    }

    private static string Page(Guid id) => $"/nhiem-vu/{id}";

    private static DateOnly Day(Fields fields, string name) => fields.Day(name) ?? throw Refused.Field(name, $"Hãy ghi {FieldWords.Lower(name)}.");
}
