using Tracker.Api.Accounts;
using Tracker.Api.Pages;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Accounts;
using Tracker.Db.Journal;
using Tracker.Domain.Accounts;

namespace Tracker.Api.Journal;

/// <param name="Older">The page further back; null when this is the last.</param>
/// <param name="IsLater">Whether it isn't the first page.</param>
public sealed record JournalShown(PageFrame Frame, IReadOnlyList<JournalLine> Lines, Address? Older, bool IsLater, IReadOnlyList<AccountRow> Accounts, JournalAsked Asked);

/// <summary>What the filters hold.</summary>
public sealed record JournalAsked(Guid? Account, JournalKind? Kind, DateOnly? From, DateOnly? To, string? Search)
{
    public bool IsAll => this == new JournalAsked(null, null, null, null, null);
}

public static class JournalPages
{
    public const string Path = "/nhat-ky";

    public static void AddJournal(this IServiceCollection services) => services.AddScoped<JournalLines>();

    public static void MapJournal(this IEndpointRouteBuilder api) =>
        api.MapGet("/journal", async (JournalLines journal, HttpRequest request, CancellationToken cancel) =>
        {
            var (lines, next) = await journal.Read(cancel);
            return new JournalAnswer(lines, next is { } before ? Address.Of(request).With("before", before).ToString() : null);
        })
        .RequireAuthorization(Access.SignedIn).Needs(Act.ReadJournal).WithTags("Nhật ký")
        .Takes("account", "kind", "from", "to", "q", "before", "pageSize").WithName("journal").WithSummary("Ai đã làm gì, lúc nào: mới nhất trước; next là địa chỉ của trang trước đó về thời gian.");

    public static void MapJournalPages(this IEndpointRouteBuilder pages) =>
        pages.MapGet(Path, async (PageFrames frames, JournalLines journal, Session session, Ask ask, HttpContext http, CancellationToken cancel) =>
        {
            var (lines, next) = await journal.Read(cancel);
            var here = Address.Of(http.Request);
            return PageEndpoints.Show<JournalPage, JournalShown>(http.Response, new(
                await frames.Read(Place.Journal, cancel), lines, next is { } before ? here.With("before", before) : null, here["before"] is not null,
                await AccountStore.List(session, cancel), new(ask.Id("account"), ask.Choice<JournalKind>("kind"), ask.Day("from"), ask.Day("to"), ask.Text("q"))));
        })
        .RequireAuthorization(Access.SignedIn).Needs(Act.ReadJournal);

    public static string Name(this JournalKind kind) => kind switch
    {
        JournalKind.Item => "Nhiệm vụ",
        JournalKind.Programme => "Chương trình",
        JournalKind.Amendment => "Điều chỉnh chương trình",
        JournalKind.Proposal => "Đề nghị điều chỉnh",
        JournalKind.Meeting => "Giao ban, kỳ họp",
        JournalKind.Coordination => "Phối hợp",
        JournalKind.Import => "Nhập Excel",
        JournalKind.Administration => "Quản trị",
        _ => "Đăng nhập, mật khẩu",
    };
}
