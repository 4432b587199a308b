using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Tracker.Domain.Figures;
using Tracker.Domain.Items;

namespace Tracker.Api.Shared;

/// <summary>Addresses of lists: every figure leads to exactly the items that it counts, on the same day and as known at the same moment. The API and the pages take the same parameters.</summary>
public sealed record Link(string Path, Scope Scope, Viewpoint View)
{
    public IReadOnlyDictionary<string, string?> Also { get; init; } = new Dictionary<string, string?>();

    /// <summary>The same with one more parameter; null takes one away.</summary>
    public Link With(string name, string? value) => this with { Also = new Dictionary<string, string?>(Also) { [name] = value } };

    public Link With(Figure figure) => With("figure", Name(figure));

    public Link With(PeriodEvent what, DateOnly from, DateOnly to) => With("event", Name(what)).With("from", from.ToString("O")).With("to", to.ToString("O"));

    public static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>A moment as addresses name it, to the microsecond that the database keeps.</summary>
    public static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public override string ToString() => QueryHelpers.AddQueryString(Path, new Dictionary<string, string?>
    {
        ["programme"] = Scope.ProgrammeId?.ToString(),
        ["year"] = Scope.ProgrammeId is null ? Scope.Year.ToString() : null,
        ["origin"] = Scope.Origin == Origin.Programme ? null : Name(Scope.Origin),
    }.Concat(Also).Concat(
    [
        new("asOf", View.AsOf.ToString("O")),
        new("knownAt", Text(View.KnownAt)),
    ]).Where(p => p.Value is not null));
}
