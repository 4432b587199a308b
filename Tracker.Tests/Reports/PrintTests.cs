namespace Tracker.Tests.Reports;

/// <summary>The workbook on paper, by LibreOffice: what a meeting gets in its hands.</summary>
public sealed class PrintTests
{
    [Test]
    public async Task The_giao_ban_workbook_prints_readable_pages()
    {
        if (!Installed.Has("soffice") || !Installed.Has("pdftotext"))
            Assert.Ignore("LibreOffice and poppler-utils are needed; ./test installs them.");
        await using var app = await TestApp.New();
        foreach (var name in new[] { "ctr-2018.xlsx", "tien-do-2018.xlsx", "ctr-2019.xlsx", "phat-sinh-2019.xlsx", "tien-do-2019-11.xlsx" })
            await app.Office.Import(name);
        var folder = Directory.CreateTempSubdirectory("giao-ban-").FullName;
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "giao-ban.xlsx"), await app.Office.GetByteArrayAsync("/api/reports/giao-ban.xlsx?year=2019&asOf=2019-11-30"));
            await Installed.Run("soffice", $"-env:UserInstallation={new Uri(Path.Combine(folder, "profile"))}", "--headless", "--convert-to", "pdf", "--outdir", folder, Path.Combine(folder, "giao-ban.xlsx"));
            var pages = (await Installed.Run("pdftotext", "-layout", Path.Combine(folder, "giao-ban.pdf"), "-")).Split('\f', StringSplitOptions.RemoveEmptyEntries);
            await File.WriteAllBytesAsync(Path.Combine(folder, "bao-cao.docx"), await app.Office.GetByteArrayAsync("/api/reports/giao-ban.docx?year=2019&asOf=2019-11-30"));
            await Installed.Run("soffice", $"-env:UserInstallation={new Uri(Path.Combine(folder, "profile"))}", "--headless", "--convert-to", "pdf", "--outdir", folder, Path.Combine(folder, "bao-cao.docx"));
            var paper = (await Installed.Run("pdftotext", "-layout", Path.Combine(folder, "bao-cao.pdf"), "-")).Split('\f', StringSplitOptions.RemoveEmptyEntries);
            Assert.Multiple(() =>
            {
                Assert.That(paper[0], Does.Contain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").And.Contain("/BC-VP").And.Contain("248/273 (bằng 90,8%)"));
                Assert.That(paper[^1], Does.Contain("Nơi nhận").And.Contain("CHÁNH VĂN PHÒNG"));
                Assert.That(pages, Has.Length.LessThan(60));
                Assert.That(pages[0], Does.Contain("HỘI ĐỒNG NHÂN DÂN").And.Contain("Độc lập - Tự do - Hạnh phúc").And.Contain("90,8%").And.Contain("+8,3%"), "the summary is one page");
                Assert.That(pages[1], Does.Contain("Kế hoạch và thực hiện trong năm 2019").And.Contain("Theo đơn vị chủ trì").And.Contain("Quá hạn"), "the charts are one page");
                Assert.That(pages[2], Does.Contain("THEO ĐƠN VỊ CHỦ TRÌ").And.Contain("Tổng cộng"));
                Assert.That(pages.Skip(3).Where(p => !p.Contains("TĂNG TRƯỞNG QUA CÁC NĂM")), Has.All.Contains("TT").And.All.Contains("Nội dung công việc"), "the header repeats");
                Assert.That(pages, Has.All.Contains("BẢN NHÁP"), "a draft says so on every page");
                Assert.That(string.Concat(pages), Does.Not.Contain("###"), "days and numbers fit their columns");
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
