namespace Tracker.Domain.Imports;

/// <summary>A file that isn't read at all. The message is a Vietnamese sentence for the person who sent it and says what to do.</summary>
/// <param name="code">Stable name of the reason, for programs.</param>
public sealed class UnreadableWorkbook(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
