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
    /// <summary>Notes and papers on an item.</summary>
    Remark,
    /// <summary>Asking for an amendment: of an item that one leads, or for a new one.</summary>
    Propose,
    /// <summary>Answers to extension requests, withdrawals.</summary>
    Decide,
    /// <summary>Directions on an item.</summary>
    Direct,
    /// <summary>Publishing figures: sealing a report.</summary>
    Publish,
    /// <summary>Who did what, when.</summary>
    ReadJournal,
    /// <summary>Who was reminded of what; a unit of its own mails only.</summary>
    ReadReminders,
    /// <summary>Pauses, mails at once, mails queued again.</summary>
    KeepReminders,
    /// <summary>Units, people, accounts, holidays, settings.</summary>
    Administer,
}

/// <summary>Who may do what: the one table.</summary>
public static class Rights
{
    /// <param name="item">The item that it is about; null when it isn't about one.</param>
    public static bool May(this Account account, Act act, ItemFacts? item = null) => account.May(act, item?.LeadUnitId, item?.CooperatingUnitIds);

    /// <param name="lead">Of the item that it is about; null when it isn't about one.</param>
    public static bool May(this Account account, Act act, Guid? lead, IEnumerable<Guid>? cooperating) => (account.Role, act) switch
    {
        (Role.Administrator, _) => true,
        (Role.Office, Act.Administer) => false,
        (Role.Office, _) => true,
        (Role.StandingCommittee, Act.Decide or Act.Direct or Act.Publish or Act.ReadJournal or Act.ReadReminders) => true,
        (Role.Unit, Act.ReadReminders) => account.UnitId is not null,
        (Role.Unit, Act.Propose) => account.UnitId is not null && (lead is null || Leads(account, lead)),
        (Role.Unit, Act.ReportCompletion or Act.PlanOwnWork) => Leads(account, lead),
        (Role.Unit, Act.ReportProgress or Act.Remark) => Leads(account, lead) || Cooperates(account, cooperating),
        _ => false,
    };

    private static bool Leads(Account account, Guid? lead) => account.UnitId is { } unit && lead == unit;

    private static bool Cooperates(Account account, IEnumerable<Guid>? cooperating) => account.UnitId is { } unit && cooperating?.Contains(unit) == true;
}
