namespace Tracker.Domain.Programmes;

public enum ProgrammeKind { Annual, Supervision, Quarter, Other }

/// <summary>A programme of work as it stands on a day.</summary>
/// <param name="Number">Document number as written, 01/CTr-HĐND.</param>
/// <param name="IssuedOn">Date of the document: the first day on which its items count.</param>
/// <param name="ClosedOn">Day of closing, from which every item is decided; null while it runs.</param>
/// <param name="RecordedAt">When it came into the program: nothing of it was known before.</param>
public sealed record Programme(Guid Id, int Version, int Year, ProgrammeKind Kind, string Number, string Title, DateOnly IssuedOn, DateOnly? ClosedOn, DateTimeOffset RecordedAt)
{
    /// <summary>Throws when a programme can't be closed on that day: it is closed, or <paramref name="open"/> items are undecided.</summary>
    /// <exception cref="RuleBroken"/>
    public void CheckClosing(DateOnly on, int open)
    {
        if (ClosedOn is { } closed)
            throw new RuleBroken($"Chương trình {Number} đã khép lại ngày {Text.Vietnamese.Day(closed)}.", "programme-closed");
        if (on < IssuedOn)
            throw new RuleBroken($"Ngày khép lại phải từ ngày ban hành {Text.Vietnamese.Day(IssuedOn)} trở đi.", "closing-too-early");
        if (open > 0)
            throw new RuleBroken(
                $"Còn {Text.Vietnamese.Number(open)} nội dung chưa được quyết định. Hãy ghi hoàn thành, chuyển sang năm sau hoặc đưa ra khỏi chương trình từng nội dung rồi khép lại.",
                "items-undecided");
    }
}
