using Tracker.Domain.Text;

namespace Tracker.Domain.Items;

/// <summary>What sort of activity an item is; guessed from the title, correctable.</summary>
public enum ActivityKind
{
    /// <summary>Giám sát.</summary>
    Supervision,
    /// <summary>Tái giám sát.</summary>
    FollowUpSupervision,
    /// <summary>Khảo sát.</summary>
    Survey,
    /// <summary>Thẩm tra.</summary>
    Verification,
    /// <summary>Giải trình.</summary>
    Explanation,
    /// <summary>Chất vấn.</summary>
    Questioning,
    /// <summary>Tiếp xúc cử tri.</summary>
    VoterMeeting,
    /// <summary>Tiếp công dân.</summary>
    CitizenReception,
    /// <summary>Kỳ họp.</summary>
    Session,
    /// <summary>Họp, giao ban, phiên họp.</summary>
    Meeting,
    /// <summary>Everything else.</summary>
    Other,
}

/// <summary>Vietnamese names of the kinds, and the guess from a title.</summary>
public static class ActivityKinds
{
    private static readonly (string Name, ActivityKind Kind)[] Activities =
    [
        ("giám sát", ActivityKind.Supervision),
        ("tái giám sát", ActivityKind.FollowUpSupervision),
        ("giám sát lại", ActivityKind.FollowUpSupervision),
        ("khảo sát", ActivityKind.Survey),
        ("thẩm tra", ActivityKind.Verification),
        ("họp thẩm tra", ActivityKind.Verification),
        ("giải trình", ActivityKind.Explanation),
        ("phiên họp giải trình", ActivityKind.Explanation),
        ("chất vấn", ActivityKind.Questioning),
        ("phiên họp chất vấn", ActivityKind.Questioning),
        ("tiếp xúc cử tri", ActivityKind.VoterMeeting),
        ("tiếp xúc với cử tri", ActivityKind.VoterMeeting),
        ("tiếp công dân", ActivityKind.CitizenReception),
        ("tiếp dân", ActivityKind.CitizenReception),
        ("kỳ họp", ActivityKind.Session),
        ("họp", ActivityKind.Meeting),
        ("phiên họp", ActivityKind.Meeting),
        ("giao ban", ActivityKind.Meeting),
    ];

    // What may stand before the activity: how it is held, and who holds it. Papers about an activity
    // ("Báo cáo kết quả giám sát", "Chuẩn bị kỳ họp") and help with it ("Phục vụ tiếp xúc cử tri") are not the activity.
    private static readonly string[] Openings =
    [
        "tổ chức", "tiến hành", "thực hiện", "triển khai", "chủ trì", "tham gia", "tham dự", "phối hợp",
        "phiên", "cuộc", "đợt", "buổi", "đoàn", "hội nghị", "hoạt động",
        "thường trực", "các ban", "ban pháp chế", "ban kinh tế ngân sách", "ban văn hóa xã hội", "ban đô thị", "ban dân tộc", "văn phòng",
        "hđnd", "hội đồng nhân dân", "tổ đại biểu", "thành phố", "tỉnh", "quận", "huyện", "thị xã", "xã", "phường",
    ];

    private static readonly Vocabulary Accented = new(VietnameseText.NameKey);

    private static readonly Vocabulary Plain = new(VietnameseText.TitleKey);

    public static string Name(this ActivityKind kind) => kind switch
    {
        ActivityKind.Supervision => "Giám sát",
        ActivityKind.FollowUpSupervision => "Tái giám sát",
        ActivityKind.Survey => "Khảo sát",
        ActivityKind.Verification => "Thẩm tra",
        ActivityKind.Explanation => "Giải trình",
        ActivityKind.Questioning => "Chất vấn",
        ActivityKind.VoterMeeting => "Tiếp xúc cử tri",
        ActivityKind.CitizenReception => "Tiếp công dân",
        ActivityKind.Session => "Kỳ họp",
        ActivityKind.Meeting => "Họp, giao ban",
        _ => "Khác",
    };

    /// <summary>The kind the title's leading words name; the first activity named wins, a longer name over a shorter one ("Tái giám sát" is not "Giám sát").
    /// A title typed without any accents is read without them.</summary>
    public static ActivityKind Guess(string title)
    {
        var key = VietnameseText.NameKey(title);
        var words = key == VietnameseText.TitleKey(title) ? Plain : Accented;
        for (var rest = key; ;)
        {
            if (words.Activities.FirstOrDefault(activity => Opens(rest, activity.Name)) is { Name: not null } named) return named.Kind;
            if (words.Openings.FirstOrDefault(opening => Opens(rest, opening)) is not { } opening) return ActivityKind.Other;
            rest = rest[opening.Length..].TrimStart();
        }
    }

    private static bool Opens(string key, string words) =>
        key.StartsWith(words, StringComparison.Ordinal) && (key.Length == words.Length || key[words.Length] == ' ');

    /// <summary>The words as one kind of key, the longer before the shorter.</summary>
    private sealed class Vocabulary(Func<string, string> key)
    {
        public (string Name, ActivityKind Kind)[] Activities { get; } =
            [.. ActivityKinds.Activities.Select(activity => (Name: key(activity.Name), activity.Kind)).OrderByDescending(activity => activity.Name.Length)];

        public string[] Openings { get; } = [.. ActivityKinds.Openings.Select(key).OrderByDescending(opening => opening.Length)];
    }
}
