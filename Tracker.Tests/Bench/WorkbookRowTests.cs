using System.Text;

namespace Tracker.Tests.Bench;

/// <summary>The rows about workbooks do the same work on both sides. Alone, since it looks at the memory of the whole process.</summary>
[NonParallelizable]
public sealed class WorkbookRowTests
{
    [Test]
    public async Task The_workbook_by_hand_has_the_same_xml()
    {
        var facts = Enumerable.Range(1, 60).Select(SampleFacts.Of).ToArray();
        var ours = await WritingWorkbook.Ours(facts);
        var byHand = WorkbookByHand.Like(ours, facts).Write();
        Assert.That(Texts(byHand), Is.EquivalentTo(Texts(ours)));
    }

    [Test]
    public async Task Writing_holds_no_more_memory_for_more_rows()
    {
        await WritingWorkbook.MemoryHeld(500);
        Assert.That(await WritingWorkbook.MemoryHeld(20_000), Is.LessThan(4 << 20));
    }

    private static IEnumerable<(string, string)> Texts(byte[] file) => WorkbookByHand.Parts(file).Select(p => (p.Name, Encoding.UTF8.GetString(p.Content)));
}
