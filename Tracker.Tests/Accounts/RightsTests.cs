using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Tracker.Db.Items;
using Tracker.Db.Units;
using Tracker.Domain.Accounts;
using Tracker.Domain.Items;
using static Tracker.Tests.Accounts.RightsTests.Who;

namespace Tracker.Tests.Accounts;

/// <summary>Every endpoint for every kind of person: the whole matrix, asked for real.</summary>
public sealed class RightsTests
{
    /// <summary>Who may; what isn't about one item is the same for all items.</summary>
    public enum Who
    {
        /// <summary>Nobody needs to be signed in.</summary>
        Anybody,
        /// <summary>Whoever has an account, and in the demo whoever comes.</summary>
        Readers,
        /// <summary>Whoever has an account.</summary>
        SignedIn,
        /// <summary>Office and administrator.</summary>
        Office,
        Administrator,
        /// <summary>Office, administrator, standing committee.</summary>
        Deciding,
        /// <summary>The same, and a unit.</summary>
        Reminded,
        /// <summary>Office, administrator, and a unit.</summary>
        Filling,
        /// <summary>Office, administrator, and the unit that leads the item.</summary>
        Leading,
        /// <summary>Office, administrator, and whoever sits in a unit.</summary>
        Proposing,
        /// <summary>The same, and units that cooperate.</summary>
        TakingPart,
    }

    /// <summary>An endpoint that isn't here fails the test. A body that can't be used, where the one of the API's description could.</summary>
    private static readonly (string Endpoint, Who May, string? Body)[] Table =
    [
        ("GET /health/live", Anybody, null),
        ("GET /health/ready", Anybody, null),
        ("GET /openapi/{documentName}.json", Anybody, null),
        ("GET /dang-nhap", Anybody, null),
        ("POST /dang-nhap", Anybody, null),
        ("GET /thiet-lap", Anybody, null),
        ("POST /thiet-lap", Anybody, null),
        ("POST /api/session", Anybody, """{"username":"x","password":"y"}"""),

        // Whoever holds the link in a mail.
        ("GET /da-nhan/{token}", Anybody, null),
        ("POST /da-nhan/{token}", Anybody, null),
        ("GET /tra-loi/{token}", Anybody, null),
        ("POST /tra-loi/{token}", Anybody, null),

        // Reading.
        ("GET /", Readers, null),
        ("GET /chuong-trinh", Readers, null),
        ("GET /phat-sinh", Readers, null),
        ("GET /nhiem-vu/{id:guid}", Readers, null),
        ("GET /chuong-trinh.xlsx", Readers, null),
        ("GET /phat-sinh.xlsx", Readers, null),
        ("GET /chuong-trinh/de-dien.xlsx", Readers, null),
        ("GET /phat-sinh/de-dien.xlsx", Readers, null),
        ("GET /qua-han", Readers, null),
        ("GET /viec", Readers, null),
        ("GET /tim", Readers, null),
        ("GET /so-sanh", Readers, null),
        ("GET /van-ban/{id:guid}", Readers, null),
        ("GET /api/comparison", Readers, null),
        ("GET /tang-truong", Readers, null),
        ("GET /huong-dan", Readers, null),
        ("GET /api/programmes", Readers, null),
        ("GET /api/programmes/{id:guid}", Readers, null),
        ("GET /api/items", Readers, null),
        ("GET /api/items/{id:guid}", Readers, null),
        ("GET /api/figures", Readers, null),
        ("GET /api/figures/series", Readers, null),
        ("GET /api/growth", Readers, null),
        ("GET /api/units", Readers, null),
        ("GET /api/people", SignedIn, null),
        ("GET /api/documents", Readers, null),
        ("GET /api/settings", SignedIn, null),
        ("GET /api/reports/giao-ban.xlsx", Readers, null),
        ("GET /api/reports/giao-ban.docx", Readers, null),
        ("GET /giao-ban", Readers, null),
        ("GET /so-lieu", Readers, null),
        ("GET /so-lieu/{code}", Readers, null),
        ("GET /api/seals", Readers, null),
        ("GET /api/seals/{code}", Readers, null),
        ("GET /api/session", Readers, null),
        ("GET /giao-ban/phien-hop", Readers, null),
        ("GET /giao-ban/phien-hop/{id:guid}", Readers, null),
        ("GET /api/meetings", Readers, null),
        ("GET /api/meetings/counts", Readers, null),
        ("GET /api/meetings/{id:guid}", Readers, null),
        ("GET /api/meetings/{id:guid}/agenda.docx", Readers, null),
        ("GET /api/meetings/{id:guid}/notice.docx", Readers, null),
        ("GET /ky-hop", Readers, null),
        ("GET /ky-hop/{id:guid}", Readers, null),
        ("GET /ky-hop/mau", Readers, null),
        ("GET /api/sessions", Readers, null),
        ("GET /api/sessions/{id:guid}", Readers, null),
        ("GET /api/preparation-templates", Readers, null),

        // Agreements.
        ("GET /phoi-hop", Readers, null),
        ("GET /phoi-hop/chi-so", Readers, null),
        ("GET /phoi-hop/{id:guid}", Readers, null),
        ("GET /phoi-hop/nhiem-vu", Readers, null),
        ("GET /phoi-hop/nhiem-vu.xlsx", Readers, null),
        ("GET /phoi-hop/nhiem-vu/de-dien.xlsx", Readers, null),
        ("GET /phoi-hop/nhiem-vu/{id:guid}/ghi", SignedIn, null),
        ("POST /phoi-hop/nhiem-vu/{id:guid}/ket-qua", TakingPart, null),
        ("POST /phoi-hop/nhiem-vu/ket-qua", SignedIn, null),
        ("GET /phoi-hop/moi", Office, null),
        ("POST /phoi-hop/moi", Office, null),
        ("GET /phoi-hop/{id:guid}/sua", Office, null),
        ("POST /phoi-hop/{id:guid}/sua", Office, null),
        ("POST /phoi-hop/{id:guid}/cham-dut", Office, null),
        ("POST /phoi-hop/{id:guid}/go-bo", Office, null),
        ("GET /phoi-hop/{id:guid}/nghia-vu/moi", Office, null),
        ("POST /phoi-hop/{id:guid}/nghia-vu/moi", Office, null),
        ("GET /phoi-hop/{id:guid}/nghia-vu/{obligation:guid}", Office, null),
        ("POST /phoi-hop/{id:guid}/nghia-vu/{obligation:guid}", Office, null),
        ("POST /phoi-hop/{id:guid}/nghia-vu/{obligation:guid}/thoi", Office, null),
        ("GET /phoi-hop/{id:guid}/dan", Office, null),
        ("POST /phoi-hop/{id:guid}/dan", Office, null),
        ("POST /phoi-hop/{id:guid}/dan/xem", Office, null),
        ("POST /phoi-hop/{id:guid}/dan/tep", Office, null),
        ("GET /phoi-hop/danh-muc", Office, null),
        ("POST /phoi-hop/danh-muc", Office, null),
        ("POST /phoi-hop/danh-muc/tep", Office, null),
        ("GET /api/agreements", Readers, null),
        ("GET /api/agreements/{id:guid}", Readers, null),
        ("POST /api/agreements", Office, """{"title":"","parties":[],"keeper":""}"""),
        ("POST /api/agreements/several", Office, """{"agreements":[]}"""),
        ("PUT /api/agreements/{id:guid}", Office, """{"title":"","parties":[],"keeper":""}"""),
        ("POST /api/agreements/{id:guid}/ending", Office, """{"on":"2020-01-01"}"""),
        ("DELETE /api/agreements/{id:guid}", Office, null),
        ("GET /api/obligations", Readers, null),
        ("GET /api/obligations/{id:guid}", Readers, null),
        ("POST /api/obligations", Office, """{"agreement":"0193b3a0-0000-7000-8000-0000000000ff","what":"","debtor":""}"""),
        ("PUT /api/obligations/{id:guid}", Office, """{"what":"","debtor":""}"""),
        ("DELETE /api/obligations/{id:guid}", Office, null),
        ("POST /api/obligations/several", Office, """{"agreement":"0193b3a0-0000-7000-8000-0000000000ff","obligations":[]}"""),
        ("POST /api/obligations/pasting", Office, """{"agreement":"0193b3a0-0000-7000-8000-0000000000ff","text":""}"""),
        ("GET /api/figures/coordination", Readers, null),
        ("GET /api/reports/so-ket.xlsx", Readers, null),
        ("GET /api/reports/so-ket.docx", Readers, null),
        ("POST /api/items/{id:guid}/answer-links", Office, "{}"),
        ("DELETE /api/items/{id:guid}/answer-links/{link:guid}", Office, null),
        ("POST /nhiem-vu/{id:guid}/lien-ket", Office, null),
        ("POST /nhiem-vu/{id:guid}/lien-ket/{link:guid}/thu-hoi", Office, null),

        // One's own account.
        ("GET /tai-khoan", SignedIn, null),
        ("POST /tai-khoan/mat-khau", SignedIn, null),
        ("POST /tai-khoan/ma-truy-cap", SignedIn, null),
        ("POST /tai-khoan/ma-truy-cap/{token:guid}/thu-hoi", SignedIn, null),
        ("POST /dang-xuat", SignedIn, null),
        ("POST /tai-khoan/dang-xuat", SignedIn, null),
        ("DELETE /api/session", SignedIn, null),

        // Items.
        ("POST /api/items", Office, """{"origin":"adhoc","title":"x","leadUnit":"không có"}"""),
        ("POST /api/items/several", Office, """{"items":[]}"""),
        ("PATCH /api/items/{id:guid}", Office, """{"note":"x","effectiveOn":"1900-01-01"}"""),
        ("DELETE /api/items/{id:guid}", Office, null),
        ("POST /api/items/{id:guid}/progress", TakingPart, """{"state":"completed"}"""),
        ("POST /api/items/{id:guid}/completion", Leading, """{"on":"2999-01-01"}"""),
        ("POST /api/items/{id:guid}/confirmation", Office, """{"confirmed":true}"""),
        ("POST /api/items/{id:guid}/reopening", Office, """{"reason":"x","on":"1900-01-01"}"""),
        ("POST /api/items/{id:guid}/extension", Office, """{"dueOn":"2999-01-01"}"""),
        ("POST /api/items/{id:guid}/extension-requests", Leading, """{"dueOn":"1900-01-01","reason":"x"}"""),
        ("POST /api/items/{id:guid}/extension-requests/{request:long}/decision", Deciding, """{"approved":false}"""),
        ("POST /api/items/{id:guid}/withdrawal", Deciding, "{}"),
        ("POST /api/items/{id:guid}/carrying-over", Office, """{"on":"2999-01-01"}"""),
        ("POST /api/items/{id:guid}/corrections", Office, """{"entry":1,"replacement":null}"""),
        ("POST /api/items/{id:guid}/steps", Leading, """{"what":"x","dueOn":"2019-01-01"}"""),

        ("POST /api/items/{id:guid}/remarks", TakingPart, """{"kind":"note","text":"x"}"""),
        ("POST /nhiem-vu/{id:guid}/ket-qua", TakingPart, null),
        ("POST /nhiem-vu/{id:guid}/xac-nhan", Office, null),
        ("POST /nhiem-vu/{id:guid}/de-nghi-gia-han", Leading, null),
        ("POST /nhiem-vu/{id:guid}/de-nghi-gia-han/{request:long}/quyet-dinh", Deciding, null),
        ("POST /nhiem-vu/{id:guid}/gia-han", Office, null),
        ("POST /nhiem-vu/{id:guid}/dua-ra", Deciding, null),
        ("POST /nhiem-vu/{id:guid}/chuyen-nam-sau", Office, null),
        ("POST /nhiem-vu/{id:guid}/mo-lai", Office, null),
        ("POST /nhiem-vu/{id:guid}/chi-dao", Deciding, null),
        ("POST /nhiem-vu/{id:guid}/ghi-chu", TakingPart, null),
        ("POST /nhiem-vu/{id:guid}/van-ban", TakingPart, null),
        ("POST /nhiem-vu/{id:guid}/buoc", Leading, null),
        ("POST /nhiem-vu/{id:guid}/sua", Office, null),
        ("POST /nhiem-vu/{id:guid}/dinh-chinh/{entry:long}", Office, null),
        ("POST /nhiem-vu/{id:guid}/go-bo", Office, null),
        ("GET /chuong-trinh/{id:guid}/ghi", SignedIn, null),
        ("GET /phat-sinh/{id:guid}/ghi", SignedIn, null),
        ("POST /chuong-trinh/{id:guid}/ket-qua", TakingPart, null),
        ("POST /phat-sinh/{id:guid}/ket-qua", TakingPart, null),
        ("GET /chuong-trinh/dieu-chinh", Readers, null),
        ("GET /chuong-trinh/dieu-chinh/{id:guid}", Readers, null),
        ("POST /chuong-trinh/dieu-chinh/{id:guid}/hoan-tac", Office, null),
        ("POST /chuong-trinh/dieu-chinh/du-thao", Office, null),
        ("GET /chuong-trinh/dieu-chinh/du-thao/{id:guid}", Office, null),
        ("POST /chuong-trinh/dieu-chinh/du-thao/{id:guid}", Office, null),
        ("GET /chuong-trinh/dieu-chinh/du-thao/{id:guid}/dong", Office, null),
        ("POST /chuong-trinh/dieu-chinh/du-thao/{id:guid}/dong", Office, null),
        ("GET /chuong-trinh/dieu-chinh/du-thao/{id:guid}/bo-sung", Office, null),
        ("POST /chuong-trinh/dieu-chinh/du-thao/{id:guid}/bo-sung", Office, null),
        ("POST /chuong-trinh/dieu-chinh/du-thao/{id:guid}/bo-sung/tep", Office, null),
        ("POST /chuong-trinh/dieu-chinh/du-thao/{id:guid}/bo-dong", Office, null),
        ("POST /chuong-trinh/dieu-chinh/du-thao/{id:guid}/de-nghi", Office, null),
        ("POST /chuong-trinh/dieu-chinh/du-thao/{id:guid}/xoa", Office, null),
        ("GET /chuong-trinh/dieu-chinh/de-nghi/moi", Proposing, null),
        ("POST /chuong-trinh/dieu-chinh/de-nghi/moi", Proposing, null),
        ("GET /chuong-trinh/dieu-chinh/de-nghi/{id:guid}", SignedIn, null),
        ("POST /chuong-trinh/dieu-chinh/de-nghi/{id:guid}/quyet-dinh", Deciding, null),
        ("POST /chuong-trinh/dieu-chinh/de-nghi/{id:guid}/rut", Proposing, null),
        ("GET /chuong-trinh/nam-sau", Office, null),
        ("POST /chuong-trinh/nam-sau", Office, null),
        ("GET /chuong-trinh/nam-sau/{id:guid}", Office, null),
        ("POST /chuong-trinh/nam-sau/{id:guid}", Office, null),
        ("POST /chuong-trinh/nam-sau/{id:guid}/bo-sung", Office, null),
        ("POST /chuong-trinh/nam-sau/{id:guid}/xoa", Office, null),
        ("GET /chuong-trinh/nam-sau/{id:guid}/tep.xlsx", Office, null),
        ("POST /chuong-trinh/ket-qua", SignedIn, null), // Of each row that is ticked.
        ("POST /phat-sinh/ket-qua", SignedIn, null),
        ("GET /chuong-trinh/nhap", Office, null),
        ("POST /chuong-trinh/nhap", Office, null),
        ("GET /phat-sinh/nhap", Office, null),
        ("POST /phat-sinh/nhap", Office, null),
        ("POST /chuong-trinh/nhap/tep", Office, null),
        ("POST /phat-sinh/nhap/tep", Office, null),

        // Publishing figures.
        ("POST /giao-ban", Deciding, null),
        ("POST /api/seals", Deciding, """{"programme":"0193b3a0-0000-7000-8000-0000000000ff","asOf":"2019-11-30"}"""),

        // Programmes, papers, files.
        ("POST /api/programmes", Office, """{"number":"x","issuedOn":"2019-01-01","title":"x"}"""),
        ("POST /api/programmes/{id:guid}/closing", Office, "{}"),
        ("GET /api/programmes/{id:guid}/amendments", Readers, null),
        ("GET /api/programmes/{id:guid}/amendments/{amendment:guid}", Readers, null),
        ("POST /api/programmes/{id:guid}/amendments", Office, """{"number":"x","issuedOn":"2019-01-01","title":"x","lines":[]}"""),
        ("DELETE /api/programmes/{id:guid}/amendments/{amendment:guid}", Office, null),
        ("GET /api/programmes/{id:guid}/proposals", SignedIn, null),
        ("GET /api/proposals/{id:guid}", SignedIn, null),
        ("POST /api/programmes/{id:guid}/proposals", Proposing, """{"action":"withdraw"}"""),
        ("POST /api/proposals/{id:guid}/decision", Deciding, """{"approved":false}"""),
        ("DELETE /api/proposals/{id:guid}", Proposing, null),
        ("GET /api/programme-drafts", Office, null),
        ("POST /api/programme-drafts", Office, """{"programme":"0193b3a0-0000-7000-8000-0000000000ff"}"""),
        ("GET /api/programme-drafts/{id:guid}", Office, null),
        ("PUT /api/programme-drafts/{id:guid}", Office, """{"rows":[]}"""),
        ("DELETE /api/programme-drafts/{id:guid}", Office, null),
        ("POST /api/programme-drafts/{id:guid}/issuing", Office, """{"number":"x","issuedOn":"2020-01-01","title":"x"}"""),
        ("POST /api/documents", Office, """{"number":"x","issuedOn":"2019-01-01"}"""),
        ("GET /api/imports", Filling, null),
        ("POST /api/imports", Filling, null),
        ("GET /api/imports/{id:guid}", Filling, null),
        ("POST /api/imports/{id:guid}/application", Filling, "{}"),
        ("DELETE /api/imports/{id:guid}/application", Filling, null),
        ("DELETE /api/imports/{id:guid}", Filling, null),
        ("GET /api/imports/{id:guid}/findings.xlsx", Filling, null),
        ("GET /api/imports/{id:guid}/reconciliation", Office, null),
        ("GET /nhap-excel/{id:guid}/doi-chieu", Office, null),
        ("GET /nhap-excel/{id:guid}/doi-chieu.xlsx", Office, null),
        ("POST /api/rows/{list}", Office, null),
        ("GET /api/rows/{list}.xlsx", Office, null),
        ("GET /api/imports/layouts", Office, null),
        ("DELETE /api/imports/layouts/{id:guid}", Office, null),
        ("GET /nhap-excel", Filling, null),
        ("POST /nhap-excel", Filling, null),
        ("GET /nhap-excel/{id:guid}", Filling, null),
        ("POST /nhap-excel/{id:guid}/xem", Filling, null),
        ("POST /nhap-excel/{id:guid}/danh-dau", Filling, null),
        ("POST /nhap-excel/{id:guid}/quen", Office, null),
        ("POST /nhap-excel/{id:guid}/ap-dung", Filling, null),
        ("POST /nhap-excel/{id:guid}/hoan-tac", Filling, null),
        ("GET /quan-tri", Office, null),
        ("GET /quan-tri/chuong-trinh", Office, null),
        ("GET /quan-tri/chuong-trinh/moi", Office, null),
        ("POST /quan-tri/chuong-trinh/moi", Office, null),
        ("GET /quan-tri/chuong-trinh/{id:guid}/khep-lai", Office, null),
        ("POST /quan-tri/chuong-trinh/{id:guid}/khep-lai", Office, null),

        // Giao ban meetings.
        ("POST /api/meetings", Office, """{"kind":"monthly","number":13,"heldOn":"2019-01-01"}"""),
        ("POST /api/meetings/several", Office, """{"meetings":[]}"""),
        ("PUT /api/meetings/{id:guid}", Office, """{"kind":"monthly","number":1,"heldOn":"2019-01-01"}"""),
        ("DELETE /api/meetings/{id:guid}", Office, null),
        ("POST /api/meetings/{id:guid}/conclusions", Office, """{"conclusions":[]}"""),
        ("DELETE /api/meetings/{id:guid}/conclusions/{conclusion:long}", Office, null),
        ("GET /giao-ban/phien-hop/moi", Office, null),
        ("POST /giao-ban/phien-hop/moi", Office, null),
        ("GET /giao-ban/phien-hop/{id:guid}/sua", Office, null),
        ("POST /giao-ban/phien-hop/{id:guid}/sua", Office, null),
        ("POST /giao-ban/phien-hop/{id:guid}/ket-luan", Office, null),
        ("POST /giao-ban/phien-hop/{id:guid}/ket-luan/tep", Office, null),
        ("GET /giao-ban/phien-hop/lich", Office, null),
        ("POST /giao-ban/phien-hop/lich", Office, null),
        ("POST /giao-ban/phien-hop/lich/tep", Office, null),
        ("POST /giao-ban/phien-hop/{id:guid}/ket-luan/{conclusion:long}/go-bo", Office, null),
        ("POST /giao-ban/phien-hop/{id:guid}/van-ban", Office, null),
        ("POST /giao-ban/phien-hop/{id:guid}/go-bo", Office, null),

        // Sessions.
        ("POST /api/sessions", Office, """{"kind":"other","year":2019}"""),
        ("PUT /api/sessions/{id:guid}", Office, """{"kind":"midYear","year":2019}"""),
        ("DELETE /api/sessions/{id:guid}", Office, null),
        ("POST /api/sessions/{id:guid}/preview", Office, """{"kind":"midYear","year":2019}"""),
        ("POST /api/sessions/{id:guid}/preparation", Office, """{"template":"0193b3a0-0000-7000-8000-00000000c0de","leadUnit":"Văn phòng"}"""),
        ("POST /api/preparation-templates", Office, """{"name":"","steps":[]}"""),
        ("PUT /api/preparation-templates/{id:guid}", Office, """{"name":"","steps":[]}"""),
        ("GET /ky-hop/moi", Office, null),
        ("POST /ky-hop/moi", Office, null),
        ("GET /ky-hop/{id:guid}/sua", Office, null),
        ("POST /ky-hop/{id:guid}/sua", Office, null),
        ("POST /ky-hop/{id:guid}/chuan-bi", Office, null),
        ("POST /ky-hop/{id:guid}/go-bo", Office, null),
        ("GET /ky-hop/mau/moi", Office, null),
        ("POST /ky-hop/mau/moi", Office, null),
        ("POST /ky-hop/mau/moi/tep", Office, null),
        ("POST /ky-hop/mau/{id:guid}/tep", Office, null),
        ("GET /ky-hop/mau/{id:guid}", Office, null),
        ("POST /ky-hop/mau/{id:guid}", Office, null),

        // Administration.
        ("POST /api/units", Administrator, """{"name":"","kind":"board"}"""),
        ("PUT /api/units/{id:guid}", Administrator, """{"name":"","kind":"board"}"""),
        ("POST /api/people", Administrator, """{"name":""}"""),
        ("PUT /api/people/{id:guid}", Administrator, """{"name":""}"""),
        ("GET /api/accounts", Administrator, null),
        ("POST /api/accounts", Administrator, """{"username":"x","displayName":"","role":"reader"}"""),
        ("PUT /api/accounts/{id:guid}", Administrator, """{"displayName":"","role":"reader"}"""),
        ("POST /api/accounts/{id:guid}/password", Administrator, null),
        ("DELETE /api/accounts/{id:guid}/lock", Administrator, null),
        ("PUT /api/settings", Administrator, """{"startOfMonthDay":0}"""),
        ("GET /quan-tri/don-vi", Administrator, null),
        ("GET /quan-tri/don-vi/moi", Administrator, null),
        ("POST /quan-tri/don-vi/moi", Administrator, null),
        ("GET /quan-tri/don-vi/{id:guid}", Administrator, null),
        ("POST /quan-tri/don-vi/{id:guid}", Administrator, null),
        ("GET /quan-tri/nguoi", Administrator, null),
        ("GET /quan-tri/nguoi/moi", Administrator, null),
        ("POST /quan-tri/nguoi/moi", Administrator, null),
        ("GET /quan-tri/nguoi/{id:guid}", Administrator, null),
        ("POST /quan-tri/nguoi/{id:guid}", Administrator, null),
        ("GET /quan-tri/tai-khoan", Administrator, null),
        ("GET /quan-tri/tai-khoan/moi", Administrator, null),
        ("POST /quan-tri/tai-khoan/moi", Administrator, null),
        ("GET /quan-tri/tai-khoan/{id:guid}", Administrator, null),
        ("POST /quan-tri/tai-khoan/{id:guid}", Administrator, null),
        ("POST /quan-tri/tai-khoan/{id:guid}/mat-khau", Administrator, null),
        ("POST /quan-tri/tai-khoan/{id:guid}/mo-khoa", Administrator, null),
        ("GET /quan-tri/thiet-lap", Administrator, null),
        ("POST /quan-tri/thiet-lap", Administrator, null),

        ("GET /api/jobs", Administrator, null),
        ("POST /api/jobs/{name}/run", Administrator, null),
        ("GET /quan-tri/lich-chay", Administrator, null),
        ("POST /quan-tri/lich-chay/{job}/chay-ngay", Administrator, null),
        ("POST /quan-tri/lich-chay/kiem-tra", Administrator, null),
        ("GET /nhac-viec", Reminded, null),
        ("GET /nhac-viec/{id:guid}", Reminded, null),
        ("GET /nhac-viec/xem-truoc", Reminded, null),
        ("GET /nhac-viec/don-doc", Reminded, null),
        ("GET /nhac-viec/don-doc.xlsx", Reminded, null),
        ("GET /nhac-viec/tam-dung", Reminded, null),
        ("POST /nhac-viec/gui-ngay", Office, null),
        ("POST /nhac-viec/{id:guid}/gui-lai", Office, null),
        ("POST /nhac-viec/{id:guid}/thu-hoi", Office, null),
        ("POST /nhac-viec/tam-dung", Office, null),
        ("POST /nhac-viec/tam-dung/{id:guid}/nhac-lai", Office, null),
        ("GET /api/reminders", Reminded, null),
        ("GET /api/reminders/{id:guid}", Reminded, null),
        ("GET /api/reminders/preview", Reminded, null),
        ("GET /api/reminders/notices", Reminded, null),
        ("GET /api/reminders/pauses", Reminded, null),
        ("POST /api/reminders/sendings", Office, "{}"),
        ("POST /api/reminders/{id:guid}/queueing", Office, null),
        ("DELETE /api/reminders/{id:guid}/link", Office, null),
        ("POST /api/reminders/pauses", Office, """{"reason":""}"""),
        ("DELETE /api/reminders/pauses/{id:guid}", Office, null),

        ("GET /api/journal", Deciding, null),
        ("GET /nhat-ky", Deciding, null),
    ];

    // The administrator asks last: what is voided or made by then can't be mistaken for a refusal.
    private static readonly Role?[] Roles = [null, Role.Reader, Role.Unit, Role.StandingCommittee, Role.Office, Role.Administrator];

    /// <summary>How the unit of the cast stands to an item.</summary>
    private enum Part { Leads, Cooperates, None }

    private TestApp _app = null!;
    private Dictionary<Part, Guid> _items = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.New(openReading: false);
        var programme = await SmallProgramme.Record(_app);
        await using var session = _app.Open();
        var units = (await new UnitStore(session).All()).ToDictionary(u => u.Name, u => u.Id);
        _items = Enum.GetValues<Part>().ToDictionary(p => p, _ => Guid.CreateVersion7());
        (Part Part, string Lead, Guid[] With)[] items =
        [
            (Part.Leads, "Ban Pháp chế", []), (Part.Cooperates, "Ban Đô thị", [units["Ban Pháp chế"]]), (Part.None, "Ban Đô thị", [units["Sở Tư pháp"]]),
        ];
        await new ItemRecorder(session).Record(
            [.. items.Select(i => new NewItem(_items[i.Part], Origin.Programme, 2019, programme.Id))],
            [.. items.SelectMany(i => new NewEntry[]
            {
                new(_items[i.Part], SmallProgramme.IssuedOn, new Change.Joined(Membership.Issued)),
                new(_items[i.Part], SmallProgramme.IssuedOn, new Change.Described { Number = "9", Position = 9, Title = $"Nhiệm vụ {i.Part}", LeadUnitId = units[i.Lead], CooperatingUnitIds = i.With }),
                new(_items[i.Part], SmallProgramme.IssuedOn, new Change.Scheduled(new(2019, 12, 31))),
            })], new(null));
        await session.Commit();
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public void Every_endpoint_is_in_the_table()
    {
        var endpoints = _app.Endpoints.SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"], (e, method) => $"{method} {Pattern(e)}").Distinct().ToArray();
        Assert.That(endpoints.Except(Table.Select(t => t.Endpoint)), Is.Empty, "endpoints that the table doesn't know: say who may");
        Assert.That(Table.Select(t => t.Endpoint).Except(endpoints), Is.Empty, "the table knows endpoints that aren't there");
    }

    [TestCaseSource(nameof(Roles))]
    public async Task Everybody_may_what_the_table_says_and_nothing_else(Role? role) => Assert.That(await Wrong(_app, role, openReading: false), Is.Empty);

    [Test]
    public async Task Where_anybody_may_read_nobody_may_do_more()
    {
        await using var demo = await TestApp.New();
        Assert.That(await Wrong(demo, null, openReading: true), Is.Empty);
    }

    private async Task<IReadOnlyList<string>> Wrong(TestApp app, Role? role, bool openReading)
    {
        var wrong = new List<string>();
        var caller = await Caller.Of(app, role);
        // What ends an item or a session comes last; a session ends once.
        foreach (var (endpoint, may, body) in Table.OrderBy(t => t.Endpoint.StartsWith("DELETE")).ThenBy(t => EndsSession(t.Endpoint)))
        {
            foreach (var (part, item) in IsAboutItem(endpoint) ? _items : new() { [Part.None] = Guid.CreateVersion7() })
            {
                var (allowed, said) = await caller.Ask(endpoint, body, item, IsAboutItem(endpoint) ? await VersionOf(item) : 1);
                if (allowed != May(role, may, part, openReading))
                    wrong.Add($"{role?.ToString() ?? "nobody"} {(allowed ? "may" : "may not")} {endpoint}{(IsAboutItem(endpoint) ? $" where the unit {part}" : "")}: {said}");
            }
            if (EndsSession(endpoint))
            {
                caller.Dispose();
                caller = await Caller.Of(app, role);
            }
        }
        caller.Dispose();
        return wrong;
    }

    private static bool May(Role? role, Who may, Part part, bool openReading) => (may, role) switch
    {
        (Anybody, _) => true,
        (Readers, null) => openReading,
        (_, null) => false,
        (Readers or SignedIn, _) => true,
        (_, Role.Administrator) => true,
        (Who.Administrator, _) => false,
        (_, Role.Office) => true,
        (Deciding, Role.StandingCommittee) => true,
        (Reminded, Role.StandingCommittee or Role.Unit) => true,
        (Filling, Role.Unit) => true,
        (Proposing, Role.Unit) => true,
        (Leading, Role.Unit) => part == Part.Leads,
        (TakingPart, Role.Unit) => part != Part.None,
        _ => false,
    };

    private static string Pattern(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    private static bool EndsSession(string endpoint) => endpoint.EndsWith("/dang-xuat");

    private static bool IsAboutItem(string endpoint) => endpoint.Contains(" /api/items/{id:guid}") || endpoint.Contains(" /nhiem-vu/{id:guid}") || endpoint.EndsWith("/{id:guid}/ket-qua");

    private async Task<int> VersionOf(Guid item)
    {
        await using var session = _app.Open();
        return (await new ItemStore(session).FindHead(item))!.Version;
    }

    /// <summary>One kind of person, with a token for the API and a session for pages.</summary>
    private sealed class Caller(HttpClient api, HttpClient pages, string formToken) : IDisposable
    {
        public static async Task<Caller> Of(TestApp app, Role? role)
        {
            var handler = new HttpClientHandler { AllowAutoRedirect = false };
            var pages = new HttpClient(handler) { BaseAddress = app.Address, DefaultRequestHeaders = { { "Accept", "text/html" } } };
            if (role is null)
                return new(app.Anonymous(), pages, "");
            using var visitor = await app.SignIn(role.Value);
            var page = await visitor.Open("/tai-khoan");
            handler.CookieContainer = visitor.Cookies;
            return new(app.As(role.Value), pages, page.QuerySelector("input[name=token]")!.GetAttribute("value")!);
        }

        /// <summary>Whether it was let through, and what was answered.</summary>
        public async Task<(bool Allowed, string Said)> Ask(string endpoint, string? body, Guid id, int version)
        {
            var (method, pattern) = (endpoint.Split(' ')[0], endpoint.Split(' ')[1]);
            var path = pattern.Replace("{id:guid}", id.ToString()).Replace("{token:guid}", id.ToString()).Replace("{link:guid}", id.ToString()).Replace("{obligation:guid}", id.ToString()).Replace("{amendment:guid}", id.ToString()).Replace("{request:long}", "1").Replace("{entry:long}", "1").Replace("{conclusion:long}", "1").Replace("{documentName}", "v1").Replace("{code}", "ACEFGHJK");
            var isApi = path.StartsWith("/api");
            var request = new HttpRequestMessage(new(method), path);
            if (isApi && method is not "GET")
            {
                request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
                request.Content = pattern is "/api/imports" or "/api/rows/{list}" ? new MultipartFormDataContent { { new StringContent("x"), "x" } } : body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
            }
            else if (method == "POST")
                request.Content = new FormUrlEncodedContent([new("token", formToken), new("version", $"{version}")]);
            using var answer = await (isApi ? api : pages).SendAsync(request);
            var said = $"{(int)answer.StatusCode} {answer.Headers.Location}";
            // A page that needs somebody signed in leads to the sign-in; a wrong password is no matter of rights.
            var refused = answer.StatusCode == HttpStatusCode.Forbidden
                || answer.StatusCode == HttpStatusCode.Unauthorized && pattern is not ("/dang-nhap" or "/api/session")
                || answer.StatusCode == HttpStatusCode.Unauthorized && method != "POST"
                || answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location!.ToString().StartsWith("/dang-nhap");
            return (!refused && (int)answer.StatusCode < 500, said);
        }

        public void Dispose()
        {
            api.Dispose();
            pages.Dispose();
        }
    }
}
