using Tracker.Domain.Items;
using Tracker.Jobs.Reports;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Tests.Bench;

/// <summary>The report's list of items as a workbook, against putting the same XML together by hand.</summary>
internal static class WritingWorkbook
{
    private static readonly DateTimeOffset s_made = new(2019, 12, 3, 8, 0, 0, TimeSpan.FromHours(7));
    private static readonly IReadOnlyList<Column<ItemFacts>> s_columns = new ItemColumns(SampleFacts.UnitName, SampleFacts.AsOf).All;
    private static readonly CellStyle s_header = new() { Bold = true, Wrap = true };

    public static Row Row(int rows)
    {
        ItemFacts[] facts = [.. Enumerable.Range(1, rows).Select(SampleFacts.Of)];
        var byHand = WorkbookByHand.Like(Ours(facts).Result, facts);
        return new(FormattableString.Invariant($"{rows:N0} items to .xlsx"), "the same XML by hand", 2, 1,
            operations =>
            {
                for (var i = 0; i < operations; i++)
                    byHand.Write();
                return Task.CompletedTask;
            },
            async operations =>
            {
                for (var i = 0; i < operations; i++)
                    await Ours(facts);
            })
        {
            Note = async () =>
            {
                var (one, ten) = (await MemoryHeld(rows), await MemoryHeld(10 * rows));
                return FormattableString.Invariant($"memory held while writing {10 * rows:N0} rows: {(double)ten / one:0.00} × that for {rows:N0} ({one / 1024} KiB)");
            },
        };
    }

    public static async Task<byte[]> Ours(IEnumerable<ItemFacts> facts)
    {
        using var content = new MemoryStream();
        await Write(content, facts.ToAsyncEnumerable());
        return content.ToArray();
    }

    private static async Task Write(Stream output, IAsyncEnumerable<ItemFacts> facts)
    {
        using var workbook = new WorkbookWriter(output, "Toàn bộ nội dung", "Văn phòng", s_made);
        using (var sheet = workbook.Sheet(new("Toàn bộ", [.. s_columns.Select(c => c.Width)]) { Landscape = true, HeaderRow = 1 }))
            await sheet.Table(s_columns, s_header, facts);
        workbook.Finish();
    }

    /// <summary>The most bytes that were in use while so many rows, none of which is held by us, went to nowhere.</summary>
    public static async Task<long> MemoryHeld(int rows)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        await Write(Stream.Null, Rows());
        return most;

        async IAsyncEnumerable<ItemFacts> Rows()
        {
            for (var n = 1; n <= rows; n++)
            {
                if (n % Math.Max(1, rows / 20) == 0)
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                yield return SampleFacts.Of(n % 10_000);
            }
            await Task.CompletedTask;
        }
    }
}
