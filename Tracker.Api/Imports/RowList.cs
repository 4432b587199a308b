using System.Globalization;
using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Domain.Imports;

namespace Tracker.Api.Imports;

/// <summary>What rows come to as a request of the API.</summary>
/// <param name="Row">Place of the row; of the first where several make one.</param>
public sealed record RowRequest<T>(int Row, T Request);

/// <summary>What won't do in rows, by column and place.</summary>
public sealed class RowComplaints(ListShape shape)
{
    private readonly Dictionary<string, string[]> _all = [];

    public IReadOnlyDictionary<string, string[]> All => _all;

    public void Add(int row, string field, params string[] sentences) => _all[$"{shape.Of(field).Name}.{row}"] = sentences;

    public void Add(int row, Exception e)
    {
        foreach (var (field, sentences) in Several.Complaints(e))
            Add(row, field, sentences);
    }

    public IEnumerable<(int Row, string Field, string[] Sentences)> ByRow() =>
        _all.Select(w => (Row: int.Parse(w.Key[(w.Key.LastIndexOf('.') + 1)..], CultureInfo.InvariantCulture), w.Key[..w.Key.LastIndexOf('.')], w.Value)).OrderBy(w => w.Row);

    /// <exception cref="Refused"/>
    public void Throw()
    {
        if (_all.Count > 0)
            throw Several.Wrong(_all);
    }
}

/// <summary>A list that is typed into a grid, pasted, or taken from a file: what its rows ask for, what is there already, and how all of them are recorded.</summary>
/// <typeparam name="T">The request of the API for one.</typeparam>
public abstract class RowList<T>(ListShape shape) where T : notnull
{
    public ListShape Shape => shape;

    /// <summary>Fields that a row of a grid carries unseen.</summary>
    public virtual IReadOnlyList<string> Carried => [];

    /// <summary>What one row asks for, several where it speaks of several.</summary>
    /// <exception cref="Refused">A cell won't do.</exception>
    protected abstract Task<IReadOnlyList<T>> Of(Fields row, CancellationToken cancel);

    /// <summary>What the rows ask for; what isn't clear is said in <paramref name="wrong"/>.</summary>
    public virtual async Task<IReadOnlyList<RowRequest<T>>> Requests(IReadOnlyList<(int Place, Fields Row)> rows, RowComplaints wrong, CancellationToken cancel)
    {
        var requests = new List<RowRequest<T>>();
        foreach (var (place, row) in rows)
        {
            try
            {
                requests.AddRange((await Of(row, cancel)).Select(r => new RowRequest<T>(place, r)));
            }
            catch (Exception e) when (Several.IsSaid(e))
            {
                wrong.Add(place, e);
            }
        }
        return requests;
    }

    /// <summary>Names what is there already and is what this asks for; null when there is nothing of the kind.</summary>
    public virtual Task<string?> There(T request, CancellationToken cancel) => Task.FromResult<string?>(null);

    /// <summary>Records all of them or none.</summary>
    /// <returns>A sentence that says what was recorded.</returns>
    /// <exception cref="Refused">Its errors are named <c>field.place</c>, places among the requests.</exception>
    public abstract Task<string> Record(IReadOnlyList<T> requests, CancellationToken cancel);

    /// <summary>Several sentences about a row at once.</summary>
    protected static void Check(params (string Field, string? Sentence)[] complaints)
    {
        var wrong = complaints.Where(c => c.Sentence is not null).GroupBy(c => c.Field).ToDictionary(g => g.Key, g => g.Select(c => c.Sentence!).ToArray());
        if (wrong.Count > 0)
            throw new Refused(400, "invalid", string.Join(" ", wrong.Values.SelectMany(s => s))) { Extensions = new() { ["errors"] = wrong } };
    }

    /// <summary>A field that reads itself: its value, or what it says against it.</summary>
    protected static (TValue? Value, string? Sentence) Try<TValue>(Func<TValue?> read)
    {
        try
        {
            return (read(), null);
        }
        catch (Refused e)
        {
            return (default, e.Message);
        }
    }

    protected static string[]? Names(string? cell) => cell?.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
