using Tracker.Domain.Text;

namespace Tracker.Domain.Programmes;

/// <summary>What kinds of programmes are called.</summary>
public static class ProgrammeKinds
{
    public static string Name(this ProgrammeKind kind) => kind switch
    {
        ProgrammeKind.Annual => "Chương trình công tác năm",
        ProgrammeKind.Supervision => "Chương trình giám sát",
        ProgrammeKind.Quarter => "Kế hoạch quý",
        _ => "Chương trình khác",
    };

    /// <summary>The kind that somebody names, in Vietnamese or as the API does; null for anything else.</summary>
    public static ProgrammeKind? Read(string? text)
    {
        var key = VietnameseText.TitleKey(text ?? "");
        return Enum.GetValues<ProgrammeKind>().Where(k => key.Length > 0 && (key == VietnameseText.TitleKey(k.Name()) || key == VietnameseText.TitleKey(k.ToString()))).Select(k => (ProgrammeKind?)k).FirstOrDefault();
    }

    /// <summary>As its title says: "Chương trình giám sát năm 2020", "Kế hoạch công tác quý I năm 2020"; else a year's.</summary>
    public static ProgrammeKind Of(string? title)
    {
        var key = VietnameseText.TitleKey(title ?? "");
        return key.StartsWith("chuong trinh giam sat", StringComparison.Ordinal) ? ProgrammeKind.Supervision
            : key.StartsWith("ke hoach", StringComparison.Ordinal) && $" {key} ".Contains(" quy ", StringComparison.Ordinal) ? ProgrammeKind.Quarter
            : ProgrammeKind.Annual;
    }
}
