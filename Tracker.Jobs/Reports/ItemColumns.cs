using Tracker.Domain.Items;
using Tracker.Jobs.Reports.Workbooks;

namespace Tracker.Jobs.Reports;

/// <summary>What a list can tell about each of its items; the names are also those that addresses use.</summary>
public enum ItemColumn
{
    Number, Title, Lead, Cooperating, Leader, Officer, Activity, Source, GivenOn, Time, Due, FirstDue, Deliverable, State, CompletedOn, Document, Reason, Note,
}

/// <summary>What the lists of items tell about each, on the screen and sheet by sheet.</summary>
public sealed class ItemColumns(Func<Guid, string> unitName, DateOnly asOf)
{
    /// <summary>The one definition of a column: what it is called and what it says.</summary>
    public Column<ItemFacts> Of(ItemColumn column) => column switch
    {
        ItemColumn.Number => Ordinal,
        ItemColumn.Title => Title(38),
        ItemColumn.Lead => Lead,
        ItemColumn.Cooperating => Cooperating,
        ItemColumn.Leader => Leader,
        ItemColumn.Officer => Officer,
        ItemColumn.Activity => Activity,
        ItemColumn.Source => Source,
        ItemColumn.GivenOn => GivenOn,
        ItemColumn.Time => Phrase,
        ItemColumn.Due => DueOn,
        ItemColumn.FirstDue => FirstDueOn,
        ItemColumn.Deliverable => Deliverable,
        ItemColumn.State => Status,
        ItemColumn.CompletedOn => CompletedOn,
        ItemColumn.Document => Document,
        ItemColumn.Reason => Reason,
        ItemColumn.Note => Note,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
    };

    /// <summary>What a list can be ordered by through this column; null when that would say nothing.</summary>
    public static ItemOrder? OrderOf(ItemColumn column) => column switch
    {
        ItemColumn.Number => ItemOrder.Position,
        ItemColumn.Title => ItemOrder.Title,
        ItemColumn.Lead => ItemOrder.Unit,
        ItemColumn.Leader => ItemOrder.Leader,
        ItemColumn.Officer => ItemOrder.Officer,
        ItemColumn.Activity => ItemOrder.Activity,
        ItemColumn.GivenOn => ItemOrder.GivenOn,
        ItemColumn.Due => ItemOrder.DueOn,
        ItemColumn.FirstDue => ItemOrder.FirstDueOn,
        ItemColumn.State => ItemOrder.State,
        ItemColumn.CompletedOn => ItemOrder.CompletedOn,
        _ => null,
    };

    public IReadOnlyList<Column<ItemFacts>> All =>
    [
        Ordinal, Title(38), Lead, Cooperating, Phrase, DueOn, Deliverable, Status, CompletedOn, Document,
        OnScreen(Group), OnScreen(Leader), OnScreen(FirstDueOn), OnScreen(Reason),
    ];

    public IReadOnlyList<Column<ItemFacts>> Overdue =>
    [
        Ordinal, Title(40), Lead, Cooperating, Leader, DueOn, FirstDueOn, DaysOverdue, OpenState, Reason,
    ];

    public IReadOnlyList<Column<ItemFacts>> DueSoon =>
    [
        Ordinal, Title(40), Lead, Cooperating, Leader, Phrase, DueOn, DaysLeft, Deliverable, OpenState,
    ];

    public IReadOnlyList<Column<ItemFacts>> Adhoc =>
    [
        Ordinal, Title(38), Source, GivenOn, Lead, Cooperating, DueOn, Status, CompletedOn, Document,
        OnScreen(Leader), OnScreen(DaysOverdue), OnScreen(Reason),
    ];

    private static readonly Column<ItemFacts> Ordinal = new("TT", 6, Paper.Centered, f => Cell.Ordinal(f.Number));
    private static readonly Column<ItemFacts> Group = new("Nhóm", 13, Paper.Text, f => f.GroupName);
    private static readonly Column<ItemFacts> Leader = new("Lãnh đạo phụ trách", 12, Paper.Text, f => f.ResponsibleLeader);
    private static readonly Column<ItemFacts> Officer = new("Chuyên viên theo dõi", 12, Paper.Text, f => f.Officer);
    private static readonly Column<ItemFacts> Activity = new("Loại hoạt động", 11, Paper.Text, f => f.ActivityKind.Name());
    private static readonly Column<ItemFacts> Note = new("Ghi chú", 16, Paper.Text, f => f.Note);
    private static readonly Column<ItemFacts> Phrase = new("Thời gian thực hiện", 10, Paper.Centered, f => f.TimePhrase);
    private static readonly Column<ItemFacts> DueOn = Day("Thời hạn", f => f.DueOn);
    private static readonly Column<ItemFacts> FirstDueOn = Day("Thời hạn ban đầu", f => f.FirstDueOn);
    private static readonly Column<ItemFacts> CompletedOn = Day("Ngày hoàn thành", f => f.CompletedOn);
    private static readonly Column<ItemFacts> GivenOn = Day("Ngày giao", f => f.MemberFrom);
    private static readonly Column<ItemFacts> OpenState = new("Tình trạng", 13, Paper.Text, f => f.Progress());
    private static readonly Column<ItemFacts> Source = new("Nguồn giao", 20, Paper.Text, f => f.Source);
    private static readonly Column<ItemFacts> Deliverable = new("Sản phẩm", 12, Paper.Text, f => f.Deliverable);
    private static readonly Column<ItemFacts> Document = new("Số văn bản", 13, Paper.Text, f => f.ResultDocument);
    private static readonly Column<ItemFacts> Reason = new("Nguyên nhân chậm", 14, Paper.Text, f => f.Reason);

    private Column<ItemFacts> Lead => new("Cơ quan chủ trì", 17.5, Paper.Text, f => unitName(f.LeadUnitId));
    private Column<ItemFacts> Cooperating => new("Cơ quan phối hợp", 17, Paper.Text, f => string.Join("; ", f.CooperatingUnitIds.Select(unitName)));
    private Column<ItemFacts> Status => new("Tình trạng", 12, Paper.Text, f => f.Status(asOf));
    private Column<ItemFacts> DaysOverdue => new("Số ngày quá hạn", 8, Paper.Count, f => f.DaysOverdue(asOf) is { } days ? days : default(Cell));
    private Column<ItemFacts> DaysLeft => new("Còn (ngày)", 8, Paper.Count, f => f.DueOn!.Value.DayNumber - asOf.DayNumber);

    // Fourteen columns on A4 couldn't be read; these can be looked up in the file.
    private static Column<ItemFacts> OnScreen(Column<ItemFacts> column) => column with { Printed = false };

    private static Column<ItemFacts> Title(double width) => new("Nội dung công việc", width, Paper.Text, f => f.Title);

    private static Column<ItemFacts> Day(string heading, Func<ItemFacts, DateOnly?> day) => new(heading, 11.5, Paper.Day, f => day(f));
}
