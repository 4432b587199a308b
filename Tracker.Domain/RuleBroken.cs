namespace Tracker.Domain;

/// <summary>A rule of the domain forbids what was asked. The message is a Vietnamese sentence for the person who asked and says what to do.</summary>
public sealed class RuleBroken(string message, string code = "rule-broken") : Exception(message)
{
    /// <summary>Stable name of the rule, for programs; the last part of the problem's <c>type</c>.</summary>
    public string Code { get; } = code;
}
