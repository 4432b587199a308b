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
    public static string Name(this ActivityKind kind) => throw new NotImplementedException();

    /// <summary>The kind the title's leading words name; the first activity named wins, a longer name over a shorter one ("Tái giám sát" is not "Giám sát").</summary>
    public static ActivityKind Guess(string title) => throw new NotImplementedException();
}
