using Tracker.Domain.Items;

namespace Tracker.Domain.Accounts;

/// <summary>What somebody may want to do.</summary>
public enum Act
{
    /// <summary>Everything on programmes and items; imports.</summary>
    KeepProgrammes,
    /// <summary>Uploading lists that were filled in; of its rows a unit records what it may of each item.</summary>
    UploadFilled,
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
        (Role.Unit, Act.ReadReminders or Act.UploadFilled) => account.UnitId is not null,
        (Role.Unit, Act.Propose) => account.UnitId is not null && (lead is null || Leads(account, lead)),
        (Role.Unit, Act.ReportCompletion or Act.PlanOwnWork) => Leads(account, lead),
        (Role.Unit, Act.ReportProgress or Act.Remark) => Leads(account, lead) || Cooperates(account, cooperating),
        _ => false,
    };

    /// <summary>Why somebody may not: a sentence for that person.</summary>
    public static string Refusal(this Account account, Act act) => (act, account.Role) switch
    {
        (Act.ReportProgress or Act.ReportCompletion or Act.PlanOwnWork, Role.Unit) => "Đơn vị chỉ ghi được trên nhiệm vụ mình chủ trì (tiến độ: cả nhiệm vụ mình phối hợp). Hãy báo Văn phòng nếu cần sửa.",
        (Act.Propose, Role.Unit) => "Đơn vị chỉ đề nghị điều chỉnh nội dung mình chủ trì, hoặc bổ sung nội dung mới.",
        (Act.Propose, _) => "Đề nghị điều chỉnh do đơn vị chủ trì gửi.",
        (Act.Decide or Act.Direct, _) => "Nội dung này do Thường trực hoặc Văn phòng ghi.",
        (Act.Remark, Role.Unit) => "Đơn vị ghi chú, gắn văn bản trên nhiệm vụ mình chủ trì hoặc phối hợp.",
        (Act.UploadFilled, _) => "Tệp đã điền do đơn vị hoặc Văn phòng tải lên.",
        (Act.ReadReminders, _) => "Nhắc việc dành cho Thường trực, Văn phòng, quản trị; đơn vị xem thư nhắc của đơn vị mình.",
        (Act.KeepReminders, _) => "Việc gửi, tạm dừng nhắc việc do Văn phòng và quản trị thực hiện.",
        (Act.Publish, _) => "Số liệu do Văn phòng hoặc Thường trực công bố.",
        (Act.ReadJournal, _) => "Nhật ký dành cho Thường trực, Văn phòng và quản trị.",
        (Act.Administer, _) => "Việc này do quản trị thực hiện.",
        _ => "Tài khoản này không ghi được nội dung đó. Việc ghi số liệu do Văn phòng và quản trị thực hiện.",
    };

    private static bool Leads(Account account, Guid? lead) => account.UnitId is { } unit && lead == unit;

    private static bool Cooperates(Account account, IEnumerable<Guid>? cooperating) => account.UnitId is { } unit && cooperating?.Contains(unit) == true;
}
