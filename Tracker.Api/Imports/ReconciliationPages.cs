using Tracker.Api.Accounts;
using Tracker.Api.Pages;
using Tracker.Api.Reports;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Domain.Accounts;
using Tracker.Domain.Figures;
using Tracker.Domain.Imports;
using Tracker.Jobs.Reports;

namespace Tracker.Api.Imports;

/// <param name="KnownAt">As it was typed; null for now.</param>
/// <param name="Viewpoint">The part of an address that keeps day and moment; empty when neither was chosen.</param>
public sealed record ReconciliationShown(PageFrame Frame, ReconciliationAnswer Answer, string? KnownAt, string Viewpoint, Figure? Figure, Discrepancy? Why, bool IsNarrowed);

public static class ReconciliationPages
{
    public static string Of(Guid import) => $"{ImportPages.Of(import)}/doi-chieu";

    public static void MapReconciliationPages(this IEndpointRouteBuilder pages)
    {
        var mine = pages.MapGroup(ImportPages.Path + "/{id:guid}").RequireAuthorization(Access.SignedIn).Needs(Act.KeepProgrammes);
        mine.MapGet("/doi-chieu", async (Guid id, PageFrames frames, ReconciliationReading reading, Ask ask, HttpContext http, CancellationToken cancel) =>
        {
            var chosen = QueryString.Create(new[] { "asOf", "knownAt" }.Select(n => KeyValuePair.Create(n, ask.Text(n))).Where(p => p.Value is not null)!);
            var (figure, why) = (ask.Choice<Figure>("figure"), ask.Choice<Discrepancy>("why"));
            return PageEndpoints.Show<ReconciliationPage, ReconciliationShown>(http.Response, new(
                await frames.Read(Place.Import, cancel), await reading.Read(id, PageFrame.PathOf, cancel), ask.Text("knownAt"), chosen.ToString(), figure, why,
                figure is not null || why is not null || ask.Text("unit") is not null));
        });
        mine.MapGet("/doi-chieu.xlsx", async (Guid id, ReconciliationReading reading, Session session, CancellationToken cancel) =>
        {
            var answer = await reading.Read(id, PageFrame.PathOf, cancel);
            var council = await Db.Councils.CouncilStore.Find(session, cancel);
            var rows = answer.Lines.Select(l => new ReconciliationRow(
                l.Sheet ?? "", l.Row, l.Number, l.Title, string.Join("; ", l.Why.Select(w => w.Name())), l.Side(l.InFile, l.Recorded), l.Side(l.Recorded, l.InFile), l.Note));
            return await WorkbookFile.Answer(
                file => ReconciliationWorkbook.Write(file, new($"Đối chiếu tệp {answer.FileName}", council.Name, new(answer.AsOf, answer.KnownAt), [.. rows]), cancel),
                $"doi-chieu-{answer.AsOf:yyyy-MM-dd}.xlsx");
        });
    }
}
