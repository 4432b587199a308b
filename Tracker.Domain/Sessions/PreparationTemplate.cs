using Tracker.Domain.Text;

namespace Tracker.Domain.Sessions;

/// <summary>What is to be done before a session, as the office keeps it for the next one: data, counted back from the opening.</summary>
/// <param name="Version">0 for the one that the program brings along, which nobody has changed yet.</param>
public sealed record PreparationTemplate(Guid Id, int Version, string Name, IReadOnlyList<PreparationStep> Steps)
{
    public const int MostSteps = 60;

    /// <summary>A regular session's usual way; the ten days before it for papers are the law's (Organisation of Local Government, Activity of the National Assembly and Councils), the rest is practice.</summary>
    public static PreparationTemplate Usual { get; } = new(Guid.Parse("0193b3a0-0000-7000-8000-00000000c0de"), 0, "Chuẩn bị kỳ họp thường lệ",
    [
        Step(1, "Hội nghị liên tịch thống nhất nội dung, chương trình kỳ họp", 45, "Thông báo kết luận hội nghị liên tịch"),
        Step(2, "Ban hành kế hoạch chuẩn bị kỳ họp, phân công thẩm tra", 40, "Kế hoạch"),
        Step(3, "Tổ chức tiếp xúc cử tri trước kỳ họp", 30, "Báo cáo tổng hợp ý kiến, kiến nghị cử tri"),
        Step(4, "Tiếp nhận hồ sơ báo cáo, đề án, dự thảo nghị quyết gửi thẩm tra", 20, "Hồ sơ trình kỳ họp"),
        Step(5, "Thẩm tra các báo cáo, đề án, dự thảo nghị quyết", 15, "Báo cáo thẩm tra"),
        Step(6, "Quyết định triệu tập, công bố thời gian và chương trình dự kiến", 15, "Quyết định triệu tập"),
        Step(7, "Gửi tài liệu kỳ họp đến đại biểu (chậm nhất 10 ngày trước khai mạc)", 10, "Tài liệu kỳ họp"),
        Step(8, "Tổng hợp ý kiến thảo luận, câu hỏi chất vấn của đại biểu", 5, "Báo cáo tổng hợp"),
        new(Guid.Parse("0193b3a0-0000-7000-8000-00000000c009"), "Kiểm tra hội trường, hệ thống biểu quyết, phương án bảo đảm", null, -2, true, ""),
    ]);

    private static PreparationStep Step(int number, string text, int daysBefore, string deliverable) =>
        new(Guid.Parse($"0193b3a0-0000-7000-8000-00000000c00{number}"), text, null, -daysBefore, false, deliverable);

    /// <exception cref="RuleBroken">It has no name, no steps, or too many.</exception>
    public void Check()
    {
        if (VietnameseText.Normalize(Name) is not { Length: > 0 and <= 300 })
            throw new RuleBroken("Hãy ghi tên kế hoạch chuẩn bị mẫu, nhiều nhất 300 ký tự.", "template-name");
        if (Steps.Count is 0 or > MostSteps)
            throw new RuleBroken($"Kế hoạch chuẩn bị mẫu phải có từ 1 đến {MostSteps} bước.", "template-steps");
        if (Steps.FirstOrDefault(s => string.IsNullOrWhiteSpace(s.Text) || s.Text.Length > 2000 || Math.Abs(s.Days) > 366 || s.Deliverable.Length > 2000) is { } wrong)
            throw new RuleBroken($"Bước “{wrong.Text}” cần nội dung (đến 2.000 ký tự) và số ngày trong vòng một năm trước hoặc sau khai mạc.", "template-step");
    }
}

/// <summary>One step, due so many days from the opening.</summary>
/// <param name="Unit">Who leads it; null: whoever prepares the session.</param>
/// <param name="Days">Negative before the opening.</param>
public sealed record PreparationStep(Guid Id, string Text, Guid? Unit, int Days, bool WorkingDays, string Deliverable)
{
    public EventAnchor AnchorTo(Guid counted) => new(counted, Days, WorkingDays);

    /// <summary>"10 ngày trước khai mạc".</summary>
    public string When => EventWords.When(Days, WorkingDays);
}
