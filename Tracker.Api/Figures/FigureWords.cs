using Tracker.Domain.Figures;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Api.Figures;

/// <summary>What figures are called where people read them.</summary>
public static class FigureWords
{
    /// <summary>In tables, on chips and in legends.</summary>
    public static string Name(this Figure figure) => figure switch
    {
        Figure.Issued => "Ban hành",
        Figure.Added => "Bổ sung",
        Figure.Withdrawn => "Đưa ra khỏi chương trình",
        Figure.Total => "Tổng số",
        Figure.Completed => "Hoàn thành",
        Figure.OnTime => "Đúng hạn",
        Figure.Late => "Chậm",
        Figure.CompletedWithoutDeadline => "Hoàn thành, không thời hạn",
        Figure.Overdue => "Quá hạn",
        Figure.NotDue => "Chưa đến hạn",
        Figure.DueSoon => "Đến hạn trong 30 ngày",
        Figure.NoDeadline => "Không thời hạn",
        Figure.CarriedOver => "Chuyển sang năm sau",
        Figure.NotStarted => "Chưa thực hiện",
        Figure.InProgress => "Đang thực hiện",
        Figure.OnTimeByFirstDueDate => "Đúng hạn ban đầu",
        Figure.LateByFirstDueDate => "Chậm so với hạn ban đầu",
        Figure.Reported => "Chờ xác nhận",
        Figure.Formed => "Hình thành do tách, gộp",
        Figure.Dissolved => "Đã tách, gộp thành nội dung khác",
        _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, null),
    };

    /// <summary>After "nội dung" or "nhiệm vụ", in headings; empty for all of them.</summary>
    public static string Phrase(this Figure figure) => figure switch
    {
        Figure.Issued => "theo chương trình khi ban hành",
        Figure.Added => "được bổ sung",
        Figure.Withdrawn => "đã đưa ra khỏi chương trình",
        Figure.Total => "",
        Figure.Completed => "đã hoàn thành",
        Figure.OnTime => "hoàn thành đúng hạn",
        Figure.Late => "hoàn thành chậm",
        Figure.CompletedWithoutDeadline => "đã hoàn thành, không có thời hạn",
        Figure.Overdue => "quá hạn",
        Figure.NotDue => "chưa đến hạn",
        Figure.DueSoon => "đến hạn trong 30 ngày tới",
        Figure.NoDeadline => "chưa xong, không có thời hạn",
        Figure.CarriedOver => "chuyển sang năm sau",
        Figure.NotStarted => "chưa thực hiện",
        Figure.InProgress => "đang thực hiện",
        Figure.OnTimeByFirstDueDate => "hoàn thành đúng thời hạn ban đầu",
        Figure.LateByFirstDueDate => "hoàn thành chậm so với thời hạn ban đầu",
        Figure.Reported => "đã báo cáo hoàn thành, chờ xác nhận",
        Figure.Formed => "hình thành do tách, gộp",
        Figure.Dissolved => "đã tách, gộp thành nội dung khác",
        _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, null),
    };

    public static string Phrase(this PeriodEvent what) => what switch
    {
        PeriodEvent.Completed => "hoàn thành",
        PeriodEvent.Added => "được bổ sung",
        PeriodEvent.Withdrawn => "đưa ra khỏi chương trình",
        _ => "trở nên quá hạn",
    };

    /// <summary>A difference with its sign: <c>+21</c>, <c>−3</c>, <c>0</c>.</summary>
    public static string Signed(long difference) => (difference > 0 ? "+" : "") + Vietnamese.Number(difference);

    /// <summary>What the items of an origin are called.</summary>
    public static string Noun(this Origin origin) => origin switch
    {
        Origin.Programme => "nội dung",
        Origin.Recommendation or Origin.Petition => "kiến nghị",
        _ => "nhiệm vụ",
    };
}
