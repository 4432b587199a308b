using Tracker.Domain.Programmes;

namespace Tracker.Api.Programmes;

public static class ProgrammeWords
{
    public static IReadOnlyList<(string Value, string Text)> Kinds { get; } = [.. Enum.GetValues<ProgrammeKind>().Select(k => (Shared.Link.Name(k), k.Name()))];

    public static string Name(this OpenItemOutcome outcome) => outcome == OpenItemOutcome.CarriedOver ? "Chuyển sang năm sau" : "Đưa ra khỏi chương trình";

    public static IReadOnlyList<(string Value, string Text)> Outcomes { get; } =
        [("", "Chọn cách xử lý"), .. Enum.GetValues<OpenItemOutcome>().Select(o => (Shared.Link.Name(o), o.Name()))];
}
