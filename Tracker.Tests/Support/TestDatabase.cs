namespace Tracker.Tests;

/// <summary>A migrated database that no other test sees.</summary>
/// <param name="Owner">Connection string of the owner: migrations, and looking behind the curtain.</param>
/// <param name="Serving">Connection string as the program serves with: the lesser role, held by row-level security.</param>
/// <param name="Superuser">Connection string of the superuser, whom nothing holds.</param>
public sealed record TestDatabase(string Owner, string Serving, string Superuser);
