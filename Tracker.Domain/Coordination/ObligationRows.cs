using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Domain.Coordination;

/// <summary>What rows of obligations, as offices write them, mean by their parties.</summary>
public static class ObligationRows
{
    /// <summary>What is owed goes to the body that keeps the agreement, or where it owes itself, or is no party, to all the others.</summary>
    public static IReadOnlyList<Guid> ReceiversOf(Guid debtor, AgreementTerms agreement) =>
        agreement.Parties.Contains(agreement.KeeperId) && agreement.KeeperId != debtor ? [agreement.KeeperId] : [.. agreement.Parties.Where(p => p != debtor)];

    /// <summary>The parties that a cell names ("các bên" names all), or what keeps one of them from being clear.</summary>
    public static (IReadOnlyList<Guid> Debtors, IReadOnlyList<string> Findings) Debtors(string? who, AgreementTerms agreement, UnitDirectory directory)
    {
        if (VietnameseText.Fold(who) is "cac ben" or "cac co quan" or "tat ca cac ben")
            return (agreement.Parties, []);
        var (debtors, findings) = (new List<Guid>(), new List<string>());
        foreach (var match in directory.FindAll(who))
        {
            if (match is UnitMatch.One one && agreement.Parties.Contains(one.Unit.Id))
                debtors.Add(one.Unit.Id);
            else
                findings.Add(match is UnitMatch.One stranger ? $"“{stranger.Unit.Name}” không thuộc các bên của quy chế này." : match.Unclear()!);
        }
        if (debtors.Count + findings.Count == 0)
            findings.Add("Chưa có cơ quan thực hiện.");
        return (debtors, findings);
    }
}
