using Microsoft.AspNetCore.Http.Extensions;

namespace Tracker.Api.Pages;

/// <summary>The address of a page, to be changed a little: another day, another order, the next page.</summary>
public sealed record Address(string Path, IReadOnlyList<KeyValuePair<string, string>> Query)
{
    public static Address Of(HttpRequest request) =>
        new(request.Path, [.. request.Query.SelectMany(p => p.Value.Where(v => !string.IsNullOrEmpty(v)), (p, v) => KeyValuePair.Create(p.Key, v!))]);

    /// <summary>The same with one parameter changed; null takes it away.</summary>
    public Address With(string name, string? value)
    {
        var others = Query.Where(p => p.Key != name);
        return this with { Query = value is null ? [.. others] : [.. others, KeyValuePair.Create(name, value)] };
    }

    public Address Without(params string[] names) => this with { Query = [.. Query.Where(p => !names.Contains(p.Key))] };

    public string? this[string name] => Query.Where(p => p.Key == name).Select(p => p.Value).FirstOrDefault();

    public override string ToString() => Path + new QueryBuilder(Query);
}
