using Tracker.Domain.Figures;
using Tracker.Domain.Imports;
using Tracker.Domain.Items;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports;

namespace Tracker.Api.Items;

/// <summary>Wording about single items that several pages share.</summary>
public static class ItemWords
{
    public static string Word(this State state) => StateWords.Name(state);

    public static string Word(this RemarkKind kind) => HistoryWords.Name(kind);

    /// <summary>The due day as it stands, said to be provisional when it is.</summary>
    public static string Due(this ItemAnswer item) => item.DueOn is { } due ? Vietnamese.Day(due) + (item.DueProvisional ? " (dự kiến)" : "") : "không thời hạn";

    /// <summary>The first due day, where an extension has moved it; null where it stands.</summary>
    public static DateOnly? MovedFrom(this ItemAnswer item) => item.FirstDueOn is { } first && first != item.DueOn ? first : null;

    /// <summary>What is known of its state beside the tag.</summary>
    public static string Said(this ItemAnswer item) => string.Join(" · ", new[]
    {
        item.Timeliness is Figure.Overdue or Figure.DueSoon ? item.Status.Word().ToLowerInvariant() : null,
        item.ReportedOn is { } reported ? $"báo cáo hoàn thành {Vietnamese.Day(reported)}, chờ xác nhận" : null,
        item.ResultDocument,
        item.Reason,
    }.Where(t => !string.IsNullOrEmpty(t)));

    public static string Address(this ItemAnswer item) => Address(item.Id, item.View);

    public static string Address(Guid id, Viewpoint view) => $"/nhiem-vu/{id}?asOf={view.AsOf:O}&knownAt={Shared.Link.Text(view.KnownAt)}";
}
