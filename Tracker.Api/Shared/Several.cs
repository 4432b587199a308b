using Tracker.Domain;
using Tracker.Domain.Text;

namespace Tracker.Api.Shared;

/// <summary>Several of a kind in one request: each is tried, what is wrong is said of each by its place, and then none is recorded.</summary>
public static class Several
{
    /// <summary>Stands for the field where a complaint is about the whole of one.</summary>
    public const string Whole = "row";

    /// <param name="most">How many are taken at once.</param>
    /// <param name="called">The request's name of a field, where what makes it has another.</param>
    /// <exception cref="Refused">Its errors are named <c>field.place</c>, places from 0.</exception>
    public static async Task<IReadOnlyList<TMade>> Each<T, TMade>(IReadOnlyList<T>? all, int most, Func<T, Task<TMade>> make, Func<string, string>? called = null)
    {
        if (all is not { Count: > 0 } || all.Any(one => one is null))
            throw Refused.BadRequest("nothing-typed", "Chưa có dòng nào được nhập. Hãy ghi ít nhất một dòng.");
        if (all.Count > most)
            throw Refused.BadRequest("too-many-rows", $"Mỗi lần ghi được nhiều nhất {Vietnamese.Number(most)} dòng; ở đây có {Vietnamese.Number(all.Count)}. Chưa dòng nào được ghi: hãy chia làm nhiều lần.");
        var (made, wrong) = (new List<TMade>(), new Dictionary<string, string[]>());
        foreach (var (place, one) in all.Index())
        {
            try
            {
                made.Add(await make(one));
            }
            catch (Exception e) when (IsSaid(e))
            {
                foreach (var (field, sentences) in Complaints(e))
                    wrong[$"{called?.Invoke(field) ?? field}.{place}"] = sentences;
            }
        }
        return wrong.Count == 0 ? made : throw Wrong(wrong);
    }

    public static Refused Wrong(Dictionary<string, string[]> wrong) =>
        new(400, "invalid", $"Có {wrong.Count} chỗ cần sửa, ghi dưới từng ô. Chưa dòng nào được ghi; hãy sửa rồi ghi lại.") { Extensions = new() { ["errors"] = wrong } };

    /// <summary>Whether it is something that the one who asked can put right.</summary>
    public static bool IsSaid(Exception e) => e is Refused { Status: < 500 } or RuleBroken;

    /// <summary>By the names of one's fields.</summary>
    public static IEnumerable<KeyValuePair<string, string[]>> Complaints(Exception e) =>
        e is Refused refused && refused.Extensions.TryGetValue("errors", out var errors) && errors is IDictionary<string, string[]> byField
            ? byField.Select(f => KeyValuePair.Create(f.Key.Split('.', '[')[0], f.Value))
            : [KeyValuePair.Create(e is RuleBroken rule ? FieldOf(rule) : Whole, new[] { e.Message })];

    private static string FieldOf(RuleBroken rule) => rule.Code switch
    {
        "meeting-exists" or "meeting-number" or "agreement-number-taken" => "number",
        "meeting-in-another-year" => "heldOn",
        "agreement-overlaps" => "validFrom",
        Domain.Coordination.CoordinationAgreement.Alongside => "alongside",
        "obligation-twice" => "what",
        "due-before-meeting" => "timePhrase",
        _ => Whole,
    };
}
