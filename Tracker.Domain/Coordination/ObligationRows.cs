using System.Text;
using Tracker.Domain.Sessions;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Domain.Coordination;

/// <summary>A row as it was pasted, and what it comes to.</summary>
/// <param name="Row">From 1, as pasted.</param>
/// <param name="Terms">One for each party that owes it; none while something is unclear.</param>
/// <param name="Findings">What keeps it from being recorded.</param>
public sealed record ObligationRow(int Row, string Clause, string What, string Who, string Due, IReadOnlyList<ObligationTerms> Terms, IReadOnlyList<string> Findings);

/// <summary>Reads the obligations of an agreement as they are pasted from a sheet: Điều/khoản | Nội dung | Cơ quan thực hiện | Thời hạn | Sản phẩm.</summary>
public static class ObligationRows
{
    public const int Most = 500;

    // A header's own words, folded.
    private static readonly string[] Headings = ["noi dung", "dieu", "dieu/khoan", "dieu, khoan", "nhiem vu", "thoi han", "co quan thuc hien"];

    /// <param name="from">First due day of what has no other.</param>
    public static IReadOnlyList<ObligationRow> Read(string? text, AgreementTerms agreement, IReadOnlyList<Unit> units, IReadOnlyList<CouncilEvent> events, DateOnly from)
    {
        var directory = new UnitDirectory(units.Select(u => u.AsNamed));
        var rows = new List<ObligationRow>();
        foreach (var (place, cells) in Cells(text ?? "").Index())
        {
            if (cells.All(c => c.Length == 0) || rows.Count == 0 && cells.Count(c => Headings.Contains(VietnameseText.Fold(c))) >= 2)
                continue;
            rows.Add(Read(place + 1, [.. cells.Concat(Enumerable.Repeat("", 5)).Take(5)], agreement, directory, events, from));
        }
        return rows;
    }

    private static ObligationRow Read(int row, string[] cells, AgreementTerms agreement, UnitDirectory directory, IReadOnlyList<CouncilEvent> events, DateOnly from)
    {
        var (clause, what, who, due, product) = (cells[0], cells[1], cells[2], cells[3], cells[4]);
        var findings = new List<string>();
        var debtors = VietnameseText.Fold(who) is "cac ben" or "cac co quan" or "tat ca cac ben" ? agreement.Parties : Debtors(who, agreement, directory, findings);
        var rule = DuePhrase.Read(due, events);
        if (rule is null)
            findings.Add(due.Length == 0 ? "Chưa có thời hạn." : DuePhrase.Why(due));
        ObligationTerms[] terms =
        [
            .. debtors.Select(debtor => new ObligationTerms { What = what, Clause = clause, DebtorId = debtor, ReceiverIds = ReceiversOf(debtor, agreement), Product = product, Rule = rule!, From = from }),
        ];
        if (rule is not null)
            findings.AddRange((terms.Length > 0 ? terms : [new() { What = what, Clause = clause, Rule = rule }]).SelectMany(t => t.Faults(agreement, events))
                .Where(f => terms.Length > 0 || f.Field is not ("debtor" or "receivers")).Select(f => f.Sentence).Distinct());
        else if (what.Length == 0)
            findings.Add("Chưa có nội dung phải thực hiện.");
        return new(row, clause, what, who, due, findings.Count == 0 ? terms : [], findings);
    }

    /// <summary>What is owed goes to the body that keeps the agreement, or where it owes itself, or is no party, to all the others.</summary>
    public static IReadOnlyList<Guid> ReceiversOf(Guid debtor, AgreementTerms agreement) =>
        agreement.Parties.Contains(agreement.KeeperId) && agreement.KeeperId != debtor ? [agreement.KeeperId] : [.. agreement.Parties.Where(p => p != debtor)];

    private static List<Guid> Debtors(string who, AgreementTerms agreement, UnitDirectory directory, List<string> findings)
    {
        var debtors = new List<Guid>();
        if (who.Length == 0)
            findings.Add("Chưa có cơ quan thực hiện.");
        foreach (var match in directory.FindAll(who))
        {
            switch (match)
            {
                case UnitMatch.One one when agreement.Parties.Contains(one.Unit.Id):
                    debtors.Add(one.Unit.Id);
                    break;
                case UnitMatch.One one:
                    findings.Add($"“{one.Unit.Name}” không thuộc các bên của quy chế này.");
                    break;
                case UnitMatch.Ambiguous several:
                    findings.Add($"“{several.Text}” có thể là {string.Join(" hoặc ", several.Candidates.Select(c => c.Name))}; hãy ghi rõ.");
                    break;
                case UnitMatch.Unknown unknown:
                    findings.Add($"Không có đơn vị “{unknown.Text}”{(unknown.Suggestions.Count > 0 ? $"; gần giống: {string.Join(", ", unknown.Suggestions.Select(s => s.Name))}" : "")}.");
                    break;
            }
        }
        return debtors;
    }

    /// <summary>Cells as a worksheet puts them on the clipboard: tabs between, one row a line, quotes around a cell that has lines of its own.</summary>
    private static List<List<string>> Cells(string text)
    {
        var rows = new List<List<string>> { new() };
        var cell = new StringBuilder();
        var quoted = false;
        text = text.ReplaceLineEndings("\n");
        for (var at = 0; at < text.Length && rows.Count <= Most; at++)
        {
            var c = text[at];
            if (quoted && c == '"' && at + 1 < text.Length && text[at + 1] == '"')
                cell.Append(text[at++]);
            else if (c == '"' && (quoted || cell.Length == 0))
                quoted = !quoted;
            else if (!quoted && c is '\t' or '\n' && !quoted)
            {
                End();
                if (c == '\n')
                    rows.Add([]);
            }
            else
                cell.Append(c);
        }
        End();
        return rows;

        void End()
        {
            rows[^1].Add(VietnameseText.Normalize(cell.ToString()));
            cell.Clear();
        }
    }
}
