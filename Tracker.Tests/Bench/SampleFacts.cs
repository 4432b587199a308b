using Tracker.Domain.Items;

namespace Tracker.Tests.Bench;

/// <summary>Facts of items as a report lists them; made when they are asked for and not held.</summary>
internal static class SampleFacts
{
    public static readonly DateOnly AsOf = new(2019, 11, 30);
    private static readonly DateOnly s_issued = new(2019, 1, 7);
    private static readonly (Guid Id, string Name)[] s_units =
        [.. new[] { "Ban Pháp chế", "Ban Kinh tế - Ngân sách", "Ban Văn hóa - Xã hội", "Ban Đô thị", "Văn phòng HĐND Thành phố" }.Select((name, i) => (new Guid(i + 1, 0, 0, new byte[8]), name))];
    private static readonly Dictionary<Guid, string> s_names = s_units.ToDictionary(u => u.Id, u => u.Name);

    public static string UnitName(Guid id) => s_names[id];

    public static ItemFacts Of(int n)
    {
        var due = s_issued.AddDays(n % 350 + 5);
        var done = n % 4 == 0 ? (DateOnly?)null : due.AddDays(n % 9 - 6);
        return new()
        {
            Membership = Membership.Issued, MemberFrom = s_issued, Number = $"{n}", Position = n, GroupName = $"Tháng {due.Month}",
            Title = $"Giám sát việc thực hiện nghị quyết số {n} của Hội đồng nhân dân Thành phố về phát triển kinh tế - xã hội & bảo vệ môi trường trên địa bàn",
            LeadUnitId = Unit(n), CooperatingUnitIds = [Unit(n + 1), Unit(n + 2)], ResponsibleLeader = "Phó Chủ tịch Nguyễn Văn An", Deliverable = "Báo cáo giám sát",
            TimePhrase = $"Tháng {due.Month}", StartOn = s_issued, DueOn = due, FirstDueOn = due,
            State = done is null ? State.NotStarted : State.Completed, CompletedOn = done, OnTime = done is null ? null : done <= due, OnTimeByFirstDueDate = done is null ? null : done <= due,
            ResultDocument = done is null ? null : $"{n % 400 + 1}/BC-HĐND", Reason = done > due ? "Chờ ý kiến của các sở, ngành" : null,
        };
    }

    private static Guid Unit(int n) => s_units[n % s_units.Length].Id;
}
