namespace Tracker.Domain.Accounts;

public enum Role { Administrator, Office, Unit, StandingCommittee, Reader }

/// <summary>Somebody who may use the program, for one council.</summary>
/// <param name="Id">Null for a reader without sign-in.</param>
public sealed record Account(Guid CouncilId, Guid? Id, string Username, string DisplayName, Role Role, Guid? UnitId);
