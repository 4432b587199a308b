using System.Globalization;
using Tracker.Domain.Documents;
using Tracker.Domain.Programmes;
using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>
/// What the letterheads of all sheets say together, corrected by the person. Each value is a finding of its own, a note when all is well,
/// so that it can always be put right: the correction is the value itself, not the cell's text.
/// </summary>
internal sealed class Letterheads
{
    private const string NumberCode = Answers.LetterheadPrefix + "number", DateCode = Answers.LetterheadPrefix + "date",
        YearCode = Answers.LetterheadPrefix + "year", KindCode = Answers.LetterheadPrefix + "kind", AsOfCode = Answers.LetterheadPrefix + "as-of";

    private readonly FindingLog _log;
    private readonly DateOnly _today;
    private readonly Dictionary<Table, DateOnly?> _asOf = [];

    public Letterheads(ImportKind kind, IReadOnlyList<Table> tables, FindingLog log, DateOnly today)
    {
        (Kind, _log, _today) = (kind, log, today);
        var isProgramme = kind == ImportKind.Programme;
        Title = tables.Select(t => t.Letterhead.Title?.Value).FirstOrDefault(t => t is not null);
        Year = ReadYear(tables);
        if (isProgramme)
        {
            ProgrammeKind = ReadKind(tables);
            Number = ReadNumber(tables);
            IssuedOn = ReadIssuedOn(tables);
        }
        else
        {
            Number = tables.Select(t => t.Letterhead.Number?.Value).FirstOrDefault(n => DocumentNumber.TryParse(n, out var number) && number.Type == "CTr");
            IssuedOn = tables.Select(t => t.Letterhead.IssuedOn?.Value.Day).FirstOrDefault(d => d is not null);
            ReadAsOf(tables);
        }
    }

    public ImportKind Kind { get; }
    public string? Title { get; }

    /// <summary>What kind of programme the file makes.</summary>
    public ProgrammeKind ProgrammeKind { get; }

    /// <summary>Number of the programme.</summary>
    public string? Number { get; }

    public DateOnly? IssuedOn { get; }
    public int? Year { get; }

    /// <summary>Of the first sheet that says so.</summary>
    public DateOnly? FirstAsOf { get; private set; }

    /// <summary>The year, or the likeliest while it is still to be given, so that the rest of the file can be read in the same pass.</summary>
    public int ReadingYear => Year ?? FirstAsOf?.Year ?? IssuedOn?.Year ?? _today.Year;

    /// <summary>The sheet's own day, else the file's; null when neither says one.</summary>
    public DateOnly? AsOf(Table table) => _asOf.GetValueOrDefault(table) ?? FirstAsOf;

    private ProgrammeKind ReadKind(IReadOnlyList<Table> tables)
    {
        var (table, stated) = First(tables, t => t.Letterhead.Title);
        var place = PlaceOf(table, stated);
        var corrected = Corrected(KindCode, place);
        var kind = corrected is null ? ProgrammeKinds.Of(stated?.Value) : ProgrammeKinds.Read(corrected);
        if (kind is { } known)
            Fine(KindCode, place, known.Name(), $"chương trình thuộc loại “{known.Name()}”.");
        else
            Missing(KindCode, place, corrected, $"“{corrected}” không phải là một loại chương trình. Hãy chọn: {string.Join(", ", Enum.GetValues<ProgrammeKind>().Select(k => k.Name()))}.");
        return kind ?? ProgrammeKind.Annual;
    }

    private string? ReadNumber(IReadOnlyList<Table> tables)
    {
        var (table, stated) = First(tables, t => t.Letterhead.Number);
        var place = PlaceOf(table, stated ?? table.Letterhead.NumberLine);
        var corrected = Corrected(NumberCode, place);
        var value = corrected ?? stated?.Value;
        if (value is not null && DocumentNumber.TryParse(value, out var number))
        {
            Fine(NumberCode, place, number.Raw, $"số văn bản của chương trình là {number.Raw}.");
            Differing(tables, table, t => t.Letterhead.Number, "số văn bản", n => n == stated?.Value);
            return number.Raw;
        }
        Missing(NumberCode, place, value, value is null ? "không tìm thấy số văn bản của chương trình. Hãy ghi số, ví dụ “01/CTr-HĐND”." : $"“{value}” không phải là số văn bản. Hãy ghi số, ví dụ “01/CTr-HĐND”.");
        return null;
    }

    private DateOnly? ReadIssuedOn(IReadOnlyList<Table> tables)
    {
        var (table, stated) = First(tables, t => t.Letterhead.IssuedOn);
        var place = PlaceOf(table, stated);
        var corrected = Corrected(DateCode, place);
        if (Day(corrected, stated) is { } day)
        {
            if (day > _today)
                return Unusual(DateCode, place, day, $"ngày ban hành {Vietnamese.Day(day)} còn ở tương lai. Hãy đồng ý nếu đúng, hoặc sửa ngày.");
            Fine(DateCode, place, Vietnamese.Day(day), $"ngày ban hành chương trình là {Vietnamese.Day(day)}.");
            Differing(tables, table, t => t.Letterhead.IssuedOn, "ngày ban hành", d => d.Day == stated?.Value.Day);
            return day;
        }
        NoDay(DateCode, place, corrected, stated, "ngày ban hành chương trình");
        return null;
    }

    private int? ReadYear(IReadOnlyList<Table> tables)
    {
        var (table, stated) = First(tables, t => t.Letterhead.Year);
        var place = stated is null ? PlaceOf(table, table.Letterhead.Title) : PlaceOf(table, stated);
        var corrected = Corrected(YearCode, place);
        var year = corrected is null ? stated?.Value : int.TryParse(corrected.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var typed) && typed is >= 1946 and <= 2100 ? typed : null;
        if (year is { } value)
        {
            Fine(YearCode, place, value.ToString(CultureInfo.InvariantCulture), $"năm của {(Kind == ImportKind.Adhoc ? "nhiệm vụ phát sinh" : "chương trình")} là {value}.");
            Differing(tables, table, t => t.Letterhead.Year, "năm", y => y == stated?.Value);
        }
        else if (Kind != ImportKind.Adhoc || corrected is not null)
        {
            Missing(YearCode, place, corrected, corrected is null ? "không tìm thấy năm của chương trình. Hãy ghi năm, ví dụ “2019”." : $"“{corrected}” không phải là một năm. Hãy ghi năm, ví dụ “2019”.");
        }
        return year;
    }

    private void ReadAsOf(IReadOnlyList<Table> tables)
    {
        var all = tables.Select(t => (Table: t, Stated: t.Letterhead.AsOf, Place: PlaceOf(t, t.Letterhead.AsOf))).ToArray();
        FirstAsOf = all.Select(t => Day(Corrected(AsOfCode, t.Place), t.Stated)).FirstOrDefault(d => d is not null);
        foreach (var (table, stated, place) in all)
        {
            var corrected = Corrected(AsOfCode, place);
            if (Day(corrected, stated) is { } day)
            {
                if (day > _today)
                    Unusual(AsOfCode, place, day, $"ngày số liệu {Vietnamese.Day(day)} còn ở tương lai. Hãy đồng ý nếu đúng, hoặc sửa ngày.");
                else
                    Fine(AsOfCode, place, Vietnamese.Day(day), $"số liệu tính đến hết ngày {Vietnamese.Day(day)}.");
                _asOf[table] = day;
            }
            else if (stated is not null || corrected is not null)
            {
                NoDay(AsOfCode, place, corrected, stated, "ngày số liệu");
            }
            else
            {
                Fine(AsOfCode, place, null, $"không ghi “Số liệu tính đến hết ngày …”: lấy {(FirstAsOf is { } other ? Vietnamese.Day(other) : $"hôm nay, {Vietnamese.Day(_today)}")}.");
            }
        }
    }

    private string? Corrected(string code, Place place) => _log.Answers.ValueOf(FindingId.Of(code, place.Sheet, place.Cell));

    private static DateOnly? Day(string? corrected, Stated<WrittenDayIn>? stated) =>
        corrected is null ? stated?.Value.Day : Vietnamese.TryReadDay(corrected, out var day) ? day : null;

    private void Fine(string code, Place place, string? text, string message) => _log.Note(code, place, message, text, AnswerAction.Correct);

    private void Missing(string code, Place place, string? text, string message) => _log.Add(Severity.Blocking, code, place, text, message, null, AnswerAction.Correct);

    private DateOnly? Unusual(string code, Place place, DateOnly day, string message) =>
        _log.Add(Severity.Confirm, code, place, Vietnamese.Day(day), message, null, AnswerAction.Accept, AnswerAction.Correct) is null ? null : day;

    private void NoDay(string code, Place place, string? corrected, Stated<WrittenDayIn>? stated, string what) => Missing(code, place, corrected ?? stated?.Value.Text,
        corrected is not null ? $"“{corrected}” không phải là một ngày. Hãy ghi {what}, ví dụ “07/01/2019”."
        : stated is not null ? $"{what} “{stated.Value.Text}” không tồn tại. Hãy ghi lại ngày."
        : $"không tìm thấy {what}. Hãy ghi ngày, ví dụ “07/01/2019”.");

    /// <summary>The first sheet's value holds for the file; a sheet that says otherwise is asked about.</summary>
    private void Differing<T>(IReadOnlyList<Table> tables, Table first, Func<Table, Stated<T>?> stated, string what, Func<T, bool> same)
    {
        foreach (var table in tables.Where(t => t != first))
        {
            if (stated(table) is { } other && !same(other.Value))
                _log.Add(Severity.Confirm, "differing-letterhead", PlaceOf(table, other), other.Value?.ToString(), $"{what} khác với sheet “{first.Sheet.Name}”. Đồng ý nghĩa là dùng {what} của sheet đó.", null, AnswerAction.Accept, AnswerAction.Correct);
        }
    }

    private static (Table Table, Stated<T>? Stated) First<T>(IReadOnlyList<Table> tables, Func<Table, Stated<T>?> stated)
    {
        var table = tables.FirstOrDefault(t => stated(t) is not null) ?? tables[0];
        return (table, stated(table));
    }

    private static Place PlaceOf<T>(Table table, Stated<T>? stated) => stated is null ? new(table.Sheet.Name) : new(table.Sheet.Name, stated.Row, stated.Column);
}
