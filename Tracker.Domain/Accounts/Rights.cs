using Tracker.Domain.Items;

namespace Tracker.Domain.Accounts;

/// <summary>What somebody may want to do.</summary>
public enum Act
{
    /// <summary>Everything on programmes and items; imports.</summary>
    KeepProgrammes,
    /// <summary>Progress of an item.</summary>
    ReportProgress,
    /// <summary>Completion of an item; a unit's is a report where the council wants confirmation.</summary>
    ReportCompletion,
    /// <summary>Extension requests and steps of an item.</summary>
    PlanOwnWork,
    /// <summary>Answers to extension requests, withdrawals.</summary>
    Decide,
    /// <summary>Units, people, settings.</summary>
    Administer,
}

/// <summary>Who may do what: the one table.</summary>
public static class Rights
{
    /// <param name="item">The item that it is about; null when it isn't about one.</param>
    public static bool May(this Account account, Act act, ItemFacts? item = null) => (account.Role, act) switch
    {
        (Role.Administrator, _) => true,
        (Role.Office, Act.Administer) => false,
        (Role.Office, _) => true,
        (Role.StandingCommittee, Act.Decide) => true,
        (Role.Unit, Act.ReportCompletion or Act.PlanOwnWork) => Leads(account, item),
        (Role.Unit, Act.ReportProgress) => Leads(account, item) || Cooperates(account, item),
        _ => false,
    };

    private static bool Leads(Account account, ItemFacts? item) => account.UnitId is { } unit && item?.LeadUnitId == unit;

    private static bool Cooperates(Account account, ItemFacts? item) => account.UnitId is { } unit && item?.CooperatingUnitIds.Contains(unit) == true;
}
