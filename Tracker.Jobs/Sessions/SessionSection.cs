using Tracker.Domain.Figures;
using Tracker.Domain.Text;
using Tracker.Jobs.Reports;
using Tracker.Jobs.Reports.Papers;

namespace Tracker.Jobs.Sessions;

/// <summary>What reports say of the sessions of the year.</summary>
internal static class SessionSection
{
    public sealed record Move(int Place, string Session, SessionMove Moved);

    public static readonly PaperColumn<Move>[] Columns =
    [
        new("TT", 10, m => $"{m.Place}"),
        new("Nội dung, nhiệm vụ", 74, m => m.Moved.Title, Left: true),
        new("Thời hạn cũ", 24, m => Day(m.Moved.From)),
        new("Thời hạn mới", 28, m => Day(m.Moved.To) + (m.Moved.Provisional ? " (dự kiến)" : "")),
        new("Văn bản", 24, m => m.Moved.Paper ?? "chưa ghi"),
    ];

    /// <summary>In order of the sessions, each session's in order of their due days.</summary>
    public static IReadOnlyList<Move> Moves(IReadOnlyList<SessionFigures> sessions) =>
        [.. sessions.SelectMany(s => s.Moved.OrderBy(m => m.On).ThenBy(m => m.To).Select((m, place) => new Move(place + 1, s.Name, m)))];

    public static IEnumerable<string> Sentences(GiaoBanData data, IReadOnlyList<SessionFigures> sessions)
    {
        foreach (var s in sessions)
            yield return $"{s.Name} {Opening(s, data.View.AsOf)}{(Steps(s) is { } steps ? $"; {steps}" : s.CountedFrom >= data.View.AsOf ? "; chưa lập kế hoạch chuẩn bị" : "")}.";
    }

    public static string Moved(IReadOnlyCollection<Move> moves) => $"Trong kỳ, thời hạn của {Vietnamese.Number(moves.Count)} lượt nội dung, nhiệm vụ chuyển theo ngày khai mạc:";

    /// <summary>"khai mạc ngày 15/12/2026 (dự kiến), theo 431/TB-HĐND".</summary>
    public static string Opening(SessionFigures s, DateOnly asOf)
    {
        var paper = s.Paper is { } number ? $", theo {number}" : "";
        if (s.OpensOn is not { } opens)
            return s.CountedFrom is { } usual ? $"chưa có ngày khai mạc, tạm tính {Vietnamese.Day(usual)}{paper}" : $"chưa có ngày khai mạc{paper}";
        var closes = s.ClosesOn is { } last && last != opens ? $", bế mạc ngày {Vietnamese.Day(last)}" : "";
        return $"{(opens < asOf && !s.Provisional ? "đã khai mạc" : "khai mạc")} ngày {Vietnamese.Day(opens)}{(s.Provisional ? " (dự kiến)" : "")}{closes}{paper}";
    }

    /// <summary>"9 bước chuẩn bị: 3 hoàn thành đúng hạn, 1 quá hạn, 5 chưa đến hạn"; null where none were made.</summary>
    public static string? Steps(SessionFigures s)
    {
        if (s.Steps[Figure.Total] == 0)
            return null;
        var parts = new (Figure Figure, string What)[]
        {
            (Figure.OnTime, "hoàn thành đúng hạn"), (Figure.Late, "hoàn thành chậm"), (Figure.CompletedWithoutDeadline, "hoàn thành, không có thời hạn"), (Figure.Overdue, "quá hạn"),
            (Figure.NotDue, "chưa đến hạn"), (Figure.NoDeadline, "chưa xong, không có thời hạn"), (Figure.CarriedOver, "chuyển sang năm sau"),
        };
        return $"{Vietnamese.Number(s.Steps[Figure.Total])} bước chuẩn bị: {string.Join(", ", parts.Where(p => s.Steps[p.Figure] > 0).Select(p => $"{Vietnamese.Number(s.Steps[p.Figure])} {p.What}"))}";
    }

    private static string Day(DateOnly? day) => day is { } d ? Vietnamese.Day(d) : "chưa có";
}
