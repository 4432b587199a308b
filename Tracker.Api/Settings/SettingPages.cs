using Tracker.Api.Accounts;
using Tracker.Api.Administration;
using Tracker.Api.Pages;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Domain.Accounts;
using Tracker.Domain.Councils;

namespace Tracker.Api.Settings;

public sealed record SettingsShown(PageFrame Frame, Council Council);

public sealed class SettingPages(PageFrames frames, PageForms forms, SettingWriting writing, Typed typed, IHttpContextAccessor http)
{
    public const string Path = AdministrationPages.Path + "/thiet-lap";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var mine = pages.MapGroup(Path).RequireAuthorization(Access.SignedIn).Needs(Act.Administer);
        mine.MapGet("", (SettingPages page, CancellationToken cancel) => page.Show(cancel));
        mine.MapPost("", (SettingPages page, CancellationToken cancel) => page.Change(cancel));
    }

    private async Task<IResult> Show(CancellationToken cancel)
    {
        var frame = await frames.Read(Place.Administration, cancel);
        typed.Rebase(SettingWriting.Fields(frame.Council));
        return PageEndpoints.Show<SettingPage, SettingsShown>(http.HttpContext!.Response, new(frame, frame.Council));
    }

    private Task<IResult> Change(CancellationToken cancel) => forms.Send(Path, async fields =>
    {
        await writing.Change(council => Read(council, fields), fields.ShownVersion, cancel);
        return new("Đã ghi thiết lập.");
    }, () => Show(cancel));

    private static Council Read(Council council, Fields fields) => council with
    {
        Name = fields.Needed("council"),
        Place = fields.Needed("place"),
        Settings = council.Settings with
        {
            Terms = SettingLines.Terms("terms", fields.Lines("terms")),
            SpecialDays = [.. SettingLines.Days("daysOff", fields.Lines("daysOff"), working: false), .. SettingLines.Days("workingDays", fields.Lines("workingDays"), working: true)],
            CompletionNeedsConfirmation = fields.Ticked("completionNeedsConfirmation"),
            MostExtensions = fields.Number("mostExtensions") ?? throw Refused.Field("mostExtensions", "Hãy ghi số lần gia hạn nhiều nhất."),
            StartOfMonthDay = fields.Number("startOfMonthDay") ?? throw Refused.Field("startOfMonthDay", "Hãy ghi “đầu tháng” là ngày nào, 1 đến 28."),
            OpensOn = fields.Day("opensOn"),
            Completeness = CompletenessFields.Read(fields),
            Reminders = ReminderFields.Read(fields),
            Coordination = new()
            {
                ItemLeadDays = fields.Number("itemLeadDays") ?? throw Refused.Field("itemLeadDays", "Hãy ghi số ngày."),
                RenewalLeadDays = fields.Number("renewalLeadDays") ?? throw Refused.Field("renewalLeadDays", "Hãy ghi số ngày."),
            },
            Report = new()
            {
                Issuer = fields.Needed("issuer"), Symbol = fields.Needed("symbol"), Recipients = fields.Lines("recipients"),
                Authority = fields.Text("authority") ?? "", SignerTitle = fields.Needed("signerTitle"), SignerName = fields.Text("signerName") ?? "",
            },
        },
    };
}
