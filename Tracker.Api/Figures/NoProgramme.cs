using Tracker.Api.Pages;

namespace Tracker.Api.Figures;

/// <summary>A council that has no programme yet.</summary>
/// <param name="Loading">The sample data is on its way.</param>
public sealed record NoProgramme(PageFrame Frame, bool Loading);
