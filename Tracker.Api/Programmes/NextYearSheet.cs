using System.Text.Json;
using Tracker.Api.Pages.Forms;
using Tracker.Db;

namespace Tracker.Api.Programmes;

/// <summary>What somebody typed on one page of the next year's draft, after somebody else changed the draft: cell by cell.</summary>
internal static class NextYearSheet
{
    /// <summary>Of the hidden field that says what a row showed; the row's number follows.</summary>
    public const string Was = ShownFields.Was;

    private static readonly IReadOnlyList<string> Columns = NextYearPages.Columns;

    /// <param name="place">In the draft, from 1.</param>
    public static string Shown(NextYearRow row, int place) => JsonSerializer.Serialize(Cells(row, place), Database.Json);

    /// <summary>
    /// Cells that this person hadn't touched take what is there now, wherever their row stands by now; what they typed stays, and says so where the other wrote something else.
    /// A row that is gone, but was typed into, comes last as a new one.
    /// </summary>
    /// <param name="first">How many rows stand before the page.</param>
    /// <param name="shown">The rows of the page as they are now.</param>
    public static void Rebase(Typed typed, NextYearDraft draft, int first, IReadOnlyList<NextYearRow> shown)
    {
        if (typed.Problem?.Status != StatusCodes.Status412PreconditionFailed)
            return;
        var fields = typed.Fields;
        var sent = Enumerable.Range(0, fields.LastRow + 1).Select(n => Sent.Of(fields, n)).Where(r => r.Touched || r.Id is not null).ToList();
        var rows = new List<(Guid? Id, string[] Cells, bool Removed)>();
        var errors = new Dictionary<string, string[]>();
        foreach (var (n, row) in shown.Index())
        {
            var now = Cells(row, first + n + 1);
            if (sent.FirstOrDefault(r => r.Id == row.Id) is not { } mine)
            {
                rows.Add((row.Id, now, false));
                continue;
            }
            sent.Remove(mine);
            for (var c = 0; c < Columns.Count; c++)
                if (mine.IsTouched(c) && now[c] != mine.Was[c] && now[c] != mine.Cells[c] && Columns[c] != "position")
                    errors[$"{Columns[c]}.{n}"] = [$"Người khác vừa ghi: {(now[c].Length > 0 ? $"“{now[c]}”" : "để trống")}. Ô này giữ nội dung bạn gõ."];
            rows.Add((row.Id, [.. now.Select((cell, c) => mine.IsTouched(c) ? mine.Cells[c] : cell)], mine.Removed));
        }
        // What stands on another page now is still that row; what is gone is a new one.
        var elsewhere = draft.Rows.Select(r => (Guid?)r.Id).ToHashSet();
        rows.AddRange(sent.Where(r => r.Touched).Select(r => (elsewhere.Contains(r.Id) ? r.Id : null, r.Cells, r.Removed)));
        typed.Hold(new(
        [
            .. fields.All.Where(f => f.Key.Split('.') is not [var name, var n] || !int.TryParse(n, out _) || name + "." != Was && name is not ("row" or "removed") && !Columns.Contains(name)),
            .. rows.SelectMany((row, n) => Columns.Select((column, c) => KeyValuePair.Create($"{column}.{n}", row.Cells[c]))
                .Append(new($"row.{n}", row.Id?.ToString() ?? "")).Concat(row.Removed ? [new($"removed.{n}", "1")] : Array.Empty<KeyValuePair<string, string>>())),
        ], fields.Files));
        if (errors.Count > 0)
            typed.Problem.Extensions["errors"] = errors;
    }

    private static string[] Cells(NextYearRow row, int place) => [.. Columns.Select(c => c == "position" ? $"{place}" : row[c] ?? "")];

    private sealed record Sent(Guid? Id, string[] Cells, string[] Was, bool Removed)
    {
        public bool IsTouched(int column) => Plain(Cells[column]) != Plain(Was[column]);

        public bool Touched => Removed || Columns.Index().Any(c => IsTouched(c.Index));

        public static Sent Of(Fields fields, int n)
        {
            var was = fields.Raw($"{NextYearSheet.Was}{n}") is { Length: > 0 } shown ? JsonSerializer.Deserialize<string[]>(shown, Database.Json) : null;
            return new(
                Guid.TryParse(fields.Raw($"row.{n}"), out var id) ? id : null, [.. Columns.Select(c => fields.Raw($"{c}.{n}") ?? "")],
                was?.Length == Columns.Count ? was : [.. Columns.Select(_ => "")], fields.Ticked($"removed.{n}"));
        }

        private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim();
    }
}
