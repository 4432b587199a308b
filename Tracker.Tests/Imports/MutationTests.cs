using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Tracker.Domain.Imports;
using Tracker.Jobs.Imports;

namespace Tracker.Tests.Imports;

/// <summary>
/// Real files, broken in every way that came to mind: each ends in a reading, with findings or without, or in a sentence why it isn't read, soon and in bounded memory.
/// <c>TRACKER_MUTATIONS=5000 ./test --filter Mutation</c> runs more of them; a seed always makes the same file.
/// </summary>
public partial class MutationTests
{
    private const int Usual = 200;
    /// <summary>Of the processor: a busy machine takes longer by the clock.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(20);
    private const long MostMemory = 1_500L << 20;

    private static readonly int s_count = int.TryParse(Environment.GetEnvironmentVariable("TRACKER_MUTATIONS"), out var count) ? count : Usual;

    private static readonly (string Name, byte[] Content)[] s_files =
    [
        .. new[] { "ctr-2017.xlsx", "ctr-2018.xlsx", "tien-do-2019-11.xlsx", "phat-sinh-2019.xlsx" }.Select(n => (n, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Samples", n)))),
        ("nhỏ.xlsx", Sheets.Bytes(Paper.Adhoc("30/11/2019", [1, "Họp giao ban", "TB 05", new DateOnly(2019, 3, 26), "Ban PC; Sở Y tế", null, "Tháng 3", "Hoàn thành", new DateOnly(2019, 3, 30)]) with { Merged = ["A1:C1"], HiddenRows = [2], HiddenColumns = [6] })),
        ("cũ.xls", OldFile.Xls("Chương trình", Paper.Programme([1, "Họp giao ban", "Ban PC", null, "Tháng 3", null], [2, "Giám sát", "Ban ĐT", null, new DateOnly(2019, 6, 15), null]).Rows)),
        ("bảng.csv", Encoding.UTF8.GetBytes("Số: 05/CTr-HĐND\nHà Nội, ngày 07 tháng 01 năm 2019\nCHƯƠNG TRÌNH CÔNG TÁC NĂM 2019\nTT;Nội dung công việc;Cơ quan chủ trì;Thời gian\n1;\"Thẩm tra; \"\"báo cáo\"\"\";Ban Pháp chế;Tháng 3\n2;Họp;Ban Đô thị;15/6\n")),
    ];

    /// <summary>What makes readers stumble, in cells, attributes and names.</summary>
    private static readonly string[] s_nasty =
    [
        "", "-1", "0", "1048577", "99999999999999999999", "1e308", "NaN", "XFD1048576", "AAAAAAAAA1", "A0", "A1:XFD1048576", "#REF!", "=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "31/31/2019", "29.2.2019", "Tháng 13", "12/2018 - 01/2019",
        "&#0;", "&#xD800;", "_xD800_", "&nope;", "<", "]]>", "\u202Eđảo", "a\u0300\u0301\u0302", "MẬT", "01/CTr-HĐND", "Ban", ";;;,,,", "../../../etc/passwd", "http://127.0.0.1/x", "true", "inlineStr", "e", "b", "d", new string('9', 400), new string('x', 40_000), "2958466", "-657435", "0.0000001",
    ];

    [Test]
    public void Whatever_is_broken_in_a_real_file_is_read_or_refused_in_a_sentence_in_time()
    {
        var (read, refused) = (0, new SortedDictionary<string, int>());
        for (var seed = 0; seed < s_count; seed++)
        {
            var (name, content) = Mutated(seed);
            var (worked, before) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
            try
            {
                var workbook = WorkbookReader.Read(content, name);
                var reading = ImportReader.Read(workbook, new(Council.Units, Council.Phrases, Council.Today, [], []), []);
                Assert.That(reading.Plan is not null || reading.Findings.Any(f => f.IsOpen), Is.True, $"seed {seed}: neither a plan nor anything to answer");
                if (seed % 5 == 0)
                    Assert.That(WorkbookReader.Read(MarkedWorkbook.Make(content, name, workbook, reading.Findings).Content, "lại.xlsx").Sheets, Has.Count.GreaterThan(workbook.Sheets.Count), $"seed {seed}: the marked file");
                read++;
            }
            catch (UnreadableWorkbook refusal)
            {
                Assert.That(refusal.Message, Does.Contain("ãy "), $"seed {seed}: says what to do");
                refused[refusal.Code] = refused.GetValueOrDefault(refusal.Code) + 1;
            }
            catch (Exception e) when (e is not (SuccessException or AssertionException))
            {
                Assert.Fail($"seed {seed} ({name}): {e}");
            }
            Assert.That(Environment.CpuUsage.TotalTime - worked, Is.LessThan(s_longest), $"seed {seed} ({name})");
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostMemory), $"seed {seed} ({name})");
        }
        TestContext.Out.WriteLine($"{s_count} files: {read} read, refused {string.Join(", ", refused.Select(r => $"{r.Value} {r.Key}"))}");
        Assert.That(read, Is.GreaterThan(s_count / 10), "most mutations are small enough to be read over");
    }

    private static (string Name, byte[] Content) Mutated(int seed)
    {
        var random = new Random(seed);
        var (name, content) = s_files[random.Next(s_files.Length)];
        if (!name.EndsWith(".xlsx", StringComparison.Ordinal) || random.Next(5) == 0)
            return (name, Bytes(random, content));
        var parts = Unzip(content);
        for (var n = random.Next(1, 4); n > 0; n--)
            Part(random, parts);
        return (name, Zip(parts));
    }

    private static byte[] Bytes(Random random, byte[] whole)
    {
        var content = whole.ToList();
        switch (random.Next(4))
        {
            case 0:
                return [.. content.Take(random.Next(1, content.Count))];
            case 1:
                content.InsertRange(random.Next(content.Count), Encoding.UTF8.GetBytes(s_nasty[random.Next(s_nasty.Length)]));
                break;
            case 2:
                var (from, length) = (random.Next(content.Count), random.Next(1, 2000));
                content.InsertRange(random.Next(content.Count), content.Skip(from).Take(length).ToArray());
                break;
            default:
                for (var n = random.Next(1, 20); n > 0; n--)
                    content[random.Next(content.Count)] = (byte)random.Next(256);
                break;
        }
        return [.. content];
    }

    private static void Part(Random random, List<(string Name, string Text)> parts)
    {
        var at = random.Next(parts.Count);
        var (name, text) = parts[at];
        switch (random.Next(12))
        {
            case 0:
                parts[at] = (random.Next(2) == 0 ? name.ToUpperInvariant() : s_nasty[random.Next(s_nasty.Length)] + name, text);
                break;
            case 1:
                parts.RemoveAt(at);
                break;
            case 2:
                parts.Insert(at, parts[random.Next(parts.Count)] with { Name = name });
                break;
            case 3:
                parts[at] = (name, "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + text);
                break;
            case 4:
                parts[at] = (name, text[..random.Next(text.Length)]);
                break;
            case 5 or 6:
                parts[at] = (name, Without(random, text, Attributes()));
                break;
            case 7:
                parts[at] = (name, With(random, text, Attributes(), m => $"{m[..m.IndexOf('"')]}\"{s_nasty[random.Next(s_nasty.Length)]}\""));
                break;
            case 8:
                parts[at] = (name, With(random, text, Elements(), m => m + m));
                break;
            case 9:
                parts[at] = (name, Without(random, text, Elements()));
                break;
            case 10:
                parts[at] = (name, With(random, text, Texts(), _ => $">{s_nasty[random.Next(s_nasty.Length)]}<"));
                break;
            default:
                parts[at] = (name, With(random, text, Numbers(), _ => s_nasty[random.Next(s_nasty.Length)]));
                break;
        }
    }

    private static string Without(Random random, string text, Regex what) => With(random, text, what, _ => "");

    /// <summary>One of what is found there, at random.</summary>
    private static string With(Random random, string text, Regex what, Func<string, string> change)
    {
        var found = what.Match(text, random.Next(Math.Max(1, text.Length)));
        return found.Success ? text[..found.Index] + change(found.Value) + text[(found.Index + found.Length)..] : text;
    }

    private static List<(string Name, string Text)> Unzip(byte[] content)
    {
        using var archive = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
        return [.. archive.Entries.Where(e => e.Length > 0).Select(e =>
        {
            using var reader = new StreamReader(e.Open(), Encoding.UTF8);
            return (e.FullName, reader.ReadToEnd());
        })];
    }

    private static byte[] Zip(List<(string Name, string Text)> parts) => Sheets.Zip(parts.Select(p => KeyValuePair.Create(p.Name.Length is 0 or > 1000 ? "x" : p.Name, p.Text)));

    [GeneratedRegex(" [\\w:]+=\"[^\"]*\"")]
    private static partial Regex Attributes();

    [GeneratedRegex("<(c|row|sheet|si|xf|mergeCell|Relationship|v|is|col)\\b[^>]*?(/>|>.*?</\\1>)", RegexOptions.Singleline)]
    private static partial Regex Elements();

    [GeneratedRegex(">[^<]+<")]
    private static partial Regex Texts();

    [GeneratedRegex("\\d+")]
    private static partial Regex Numbers();
}
