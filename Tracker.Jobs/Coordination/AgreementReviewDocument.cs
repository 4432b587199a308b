using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Tracker.Domain.Coordination;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports;
using Tracker.Jobs.Reports.Papers;
using static Tracker.Jobs.Reports.Papers.Prose;

namespace Tracker.Jobs.Coordination;

/// <summary>The review of an agreement as a paper (Decree 30/2020/NĐ-CP), from the same figures as its workbook.</summary>
public static class AgreementReviewDocument
{
    public static void Write(Stream output, AgreementReview data)
    {
        var title = $"Sơ kết thực hiện {Lower(data.Agreement.Terms.Title)}";
        PaperWriter.Write(output, Content(data, title), title, data.Council, data.View.KnownAt, null, data.View.Basis());
    }

    private static IEnumerable<OpenXmlElement> Content(AgreementReview data, string title)
    {
        var (terms, c) = (data.Agreement.Terms, data.Counts);
        yield return PaperFrame.Letterhead(data.Council, data.Paper, PaperFrame.NoNumber(data.Paper), data.Place, Council.DayOf(data.View.KnownAt));
        yield return Line([Text("BÁO CÁO", bold: true)], JustificationValues.Center, before: 18);
        yield return Line([Text(title, bold: true)], JustificationValues.Center);
        yield return Line([Text($"({data.Period})", bold: true)], JustificationValues.Center);
        yield return Rule(40, PaperWriter.Width);

        yield return Heading("I. TÌNH HÌNH CHUNG");
        yield return Says($"{terms.Title}{(terms.Number.Length > 0 ? $" (số {terms.Number}{(terms.SignedOn is { } on ? $" {Vietnamese.DayInWords(on)}" : "")})" : "")} có {Vietnamese.Number(terms.Parties.Count)} bên: "
            + $"{string.Join("; ", terms.Parties.Select(data.UnitName))}; hiệu lực {CoordinationAgreement.Validity(terms)}. {data.UnitName(terms.KeeperId)} theo dõi việc thực hiện.");
        yield return c.Due == 0
            ? Says($"Trong kỳ {data.Period}, tính đến hết ngày {Vietnamese.Day(data.View.AsOf)}, chưa có nhiệm vụ phối hợp nào đến hạn.")
            : Says(
            [
                Text($"Trong kỳ {data.Period}, tính đến hết ngày {Vietnamese.Day(data.View.AsOf)}, có {Vietnamese.Number(c.Due)} nhiệm vụ phối hợp đến hạn: "),
                Text($"{Vietnamese.Number(c.OnTime)}/{Vietnamese.Number(c.Due)} (bằng {c.Index.Text}) thực hiện đúng hạn", bold: true),
                Text($", {Vietnamese.Number(c.Late)} thực hiện chậm, {Vietnamese.Number(c.Unmet)} chưa thực hiện. Chỉ số phối hợp nội bộ là {c.Index.Text}."),
            ]);

        yield return Heading("II. KẾT QUẢ THEO TỪNG BÊN");
        if (data.Parties.Count == 0)
            yield return Says("Chưa có bên nào có nhiệm vụ đến hạn trong kỳ.");
        else
            foreach (var element in Table(Rows(
                CoordinationSection.Columns, data.Parties.Select((p, place) => new CoordinationSection.Row($"{place + 1}", "", p.Name, p.Counts)), CoordinationSection.Total(c))))
                yield return element;

        yield return Heading("III. NHIỆM VỤ CHẬM, CHƯA THỰC HIỆN");
        ItemFacts[] behind = [.. data.Due.Where(f => !DutyFigure.OnTime.Counts(f, data.From, data.To, data.View.AsOf))];
        if (behind.Length == 0)
            yield return Says(c.Due == 0 ? "Không có." : "Mọi nhiệm vụ đến hạn đều được thực hiện đúng hạn.");
        else
            foreach (var element in Table(Rows<ItemFacts>(
            [
                new("Nội dung", 58, f => f.Title, Left: true),
                new("Bên thực hiện", 33, f => data.UnitName(f.LeadUnitId), Left: true),
                new("Thời hạn", 23, f => Vietnamese.Day(f.DueOn!.Value)),
                new("Thực hiện", 23, f => f.CompletedOn is { } done ? Vietnamese.Day(done) : "chưa"),
                new("Nguyên nhân", 23, f => f.Reason is { Length: > 0 } reason ? reason : "Chưa báo cáo", Left: true),
            ], behind)))
                yield return element;

        yield return Heading("IV. NHIỆM VỤ THỜI GIAN TỚI");
        if (data.Coming.Count == 0)
            yield return Says("Chưa có nhiệm vụ nào sắp đến hạn.");
        else
            foreach (var element in Table(Rows<ItemFacts>(
            [
                new("Nội dung", 77, f => f.Title, Left: true),
                new("Bên thực hiện", 53, f => data.UnitName(f.LeadUnitId), Left: true),
                new("Thời hạn", 30, f => Vietnamese.Day(f.DueOn!.Value) + (f.DueProvisional ? " (dự kiến)" : "")),
            ], data.Coming)))
                yield return element;

        yield return Says($"Trên đây là kết quả thực hiện quy chế {data.Period}, {data.Paper.Issuer} trân trọng báo cáo./.");
        foreach (var element in PaperFrame.End(data.Paper))
            yield return element;
    }

    private static Paragraph Heading(string text) => Says(text, bold: true, heading: true);

    private static IEnumerable<OpenXmlElement> Table(Table table) => [Line([], JustificationValues.Left, before: 4, keep: true), table];

    private static string Lower(string title) => title.StartsWith("Quy chế", StringComparison.Ordinal) ? "q" + title[1..] : title;
}
