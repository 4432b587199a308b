namespace Tracker.Domain.Accounts;

public enum Role { Administrator, Office, Unit, StandingCommittee, Reader }

/// <summary>Somebody who may use the program, for one council.</summary>
/// <param name="Id">Null for a reader without sign-in.</param>
/// <param name="MustChangePassword">Signed in with a password that an administrator knows too.</param>
public sealed record Account(Guid CouncilId, Guid? Id, string Username, string DisplayName, Role Role, Guid? UnitId, bool MustChangePassword = false);
