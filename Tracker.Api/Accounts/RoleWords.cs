using Tracker.Domain.Accounts;

namespace Tracker.Api.Accounts;

public static class RoleWords
{
    public static IReadOnlyList<(string Value, string Text)> Choices { get; } = [.. Enum.GetValues<Role>().Select(r => (Shared.Link.Name(r), r.Name()))];

    public static string Name(this Role role) => role switch
    {
        Role.Administrator => "Quản trị",
        Role.Office => "Văn phòng",
        Role.Unit => "Đơn vị",
        Role.StandingCommittee => "Thường trực",
        _ => "Người xem",
    };
}
