using Tracker.Api.Pages.Forms;
using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Items;
using Tracker.Domain;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Text;

namespace Tracker.Api.Programmes;

/// <summary>Lines of amendments and of proposals as forms bring them.</summary>
public sealed class AmendmentLines(AmendmentWriting writing, Session session)
{
    public const int MostPieces = 6;

    /// <summary>The line that a form asks for, checked against the programme as it is now.</summary>
    /// <exception cref="Refused">Sentences for each field that won't do.</exception>
    public async Task<AmendmentLine> Read(Programme programme, AmendmentPaper paper, Fields fields, CancellationToken cancel)
    {
        var action = fields.Choice<AmendmentAction>("action") ?? throw Refused.Field("action", "Hãy chọn việc cần làm.");
        var line = new AmendmentLine
        {
            Action = action, Items = Items(fields), DueOn = action == AmendmentAction.Extend ? fields.Day("dueOn") ?? throw Refused.Field("dueOn", "Hãy ghi thời hạn mới.") : null,
            Occurrence = action == AmendmentAction.Extend ? fields.Number("occurrence") : null, Reason = fields.Text("reason"), Proposal = fields.Id("proposal"),
        };
        if (action is AmendmentAction.Add or AmendmentAction.Split or AmendmentAction.Merge)
            line = line with { Contents = await Contents(programme, line, fields, cancel) };
        if ((await writing.Preview(programme, paper, [line], cancel)).Lines[0].Problem is { } problem)
            throw new RuleBroken(problem, "line-refused");
        return line;
    }

    public static IReadOnlyList<Guid> Items(Fields fields) => [.. fields.Several("item").Select(t => Guid.TryParse(t, out var id) ? id : (Guid?)null).OfType<Guid>().Distinct()];

    private async Task<IReadOnlyList<AmendmentContent>> Contents(Programme programme, AmendmentLine line, Fields fields, CancellationToken cancel)
    {
        var contents = new List<AmendmentContent>();
        var wrong = new Dictionary<string, string[]>();
        for (var n = 0; n < (line.Action == AmendmentAction.Split ? MostPieces : 1); n++)
        {
            if (line.Action == AmendmentAction.Split && new[] { "title", "timePhrase", "deliverable", "number", "officer", "note" }.All(f => fields.Text($"{f}.{n}") is null))
                continue;
            var content = Content(fields, n);
            try
            {
                if (line.Action == AmendmentAction.Add && content.LeadUnit is null)
                    throw Refused.Field("leadUnit", "Mỗi nội dung phải có một cơ quan chủ trì.");
                await writing.Check(programme, line with { Contents = [content] }, cancel);
                contents.Add(content);
            }
            catch (Exception e) when (Several.IsSaid(e))
            {
                foreach (var (name, sentences) in Several.Complaints(e))
                    wrong[$"{(name == Several.Whole ? "title" : name)}.{n}"] = sentences;
            }
        }
        return wrong.Count == 0 ? contents : throw Several.Wrong(wrong);
    }

    private static AmendmentContent Content(Fields fields, int n) => new(
        fields.Text($"title.{n}") ?? "", fields.Text($"leadUnit.{n}"), Units(fields.Text($"cooperatingUnits.{n}")), fields.Text($"timePhrase.{n}"), null, fields.Text($"deliverable.{n}"),
        fields.Text($"responsibleLeader.{n}"), fields.Text($"officer.{n}"), fields.Choice<ActivityKind>($"activityKind.{n}"), fields.Text($"note.{n}"), fields.Text($"number.{n}"), fields.Text($"group.{n}"));

    private static string[]? Units(string? text) => text?.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Titles of the items that lines name, as they stand.</summary>
    public async Task<IReadOnlyDictionary<Guid, ItemFacts>> Named(IEnumerable<AmendmentLine> lines, CancellationToken cancel)
    {
        var named = new Dictionary<Guid, ItemFacts>();
        var histories = await new ItemStore(session).Histories([.. lines.SelectMany(l => l.Items).Distinct()], cancel);
        foreach (var history in histories)
            if (new ItemHistory(history.Select(e => e.Entry)).At(Viewpoint.LastDay, session.Now) is { } facts)
                named[history.Key] = facts;
        return named;
    }
}
