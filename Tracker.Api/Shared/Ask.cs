using System.Globalization;
using System.Text.Json;
using Tracker.Db;
using Tracker.Db.Programmes;
using Tracker.Db.Units;
using Tracker.Domain.Councils;
using Tracker.Domain.Items;
using Tracker.Domain.Programmes;
using Tracker.Domain.Text;
using Tracker.Domain.Units;

namespace Tracker.Api.Shared;

/// <summary>
/// Reads what an address asks for, the same for the API and the pages: every mistake becomes a sentence that names the parameter and shows a right one.
/// </summary>
public sealed class Ask(HttpContext context, Session session, TimeProvider clock)
{
    public const string BadDay = "bad-day";
    public const string BadMoment = "bad-moment";
    private const int LargestPage = 1000;
    private IReadOnlyList<Unit>? _units;
    private UnitDirectory? _directory;

    public DateOnly Today => Council.DayOf(clock.GetUtcNow());

    public string? Text(string name) => VietnameseText.Visible(context.Request.Query[name].FirstOrDefault()) is { Length: > 0 } text ? text : null;

    public int? Number(string name) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Refused.BadRequest("bad-number", $"“{name}” phải là một số nguyên không âm, ví dụ {name}=1; nhận được “{text}”.");

    public DateOnly? Day(string name) => Text(name) is not { } text ? null
        : (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) || Vietnamese.TryReadDay(text, out day)) && Viewpoint.Holds(day) ? day
        : throw new Refused(400, BadDay, $"“{name}” phải là một ngày có thật, ví dụ {name}=2019-11-30 hoặc 30/11/2019; nhận được “{text}”.") { Extensions = new() { ["parameter"] = name } };

    /// <summary>Key of grouping by month: <c>2019-03</c>, or <c>none</c> for what has no deadline.</summary>
    public string? Month(string name) => Text(name) is not { } text ? null
        : text == "none" || DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text
        : throw Refused.BadRequest("bad-month", $"“{name}” phải là một tháng, ví dụ {name}=2019-03, hoặc {name}=none cho nhiệm vụ không thời hạn; nhận được “{text}”.");

    public Guid? Id(string name) => Text(name) is not { } text ? null
        : Guid.TryParse(text, out var id) ? id
        : throw Refused.NotFound($"mã “{text}” ({name})");

    public T? Choice<T>(string name) where T : struct, Enum => Text(name) is not { } text ? null : Choice<T>(name, text);

    public IReadOnlyList<T> Choices<T>(params string[] names) where T : struct, Enum =>
        [.. names.SelectMany(n => context.Request.Query[n].Where(t => !string.IsNullOrEmpty(t)).SelectMany(t => t!.Split(',')).Select(t => Choice<T>(n, t)))];

    private static T Choice<T>(string name, string text) where T : struct, Enum =>
        Enum.GetValues<T>().Cast<T?>().FirstOrDefault(v => string.Equals(v.ToString(), text, StringComparison.OrdinalIgnoreCase))
        ?? throw Refused.BadRequest("bad-choice",
            $"“{name}” không nhận giá trị “{text}”. Các giá trị nhận: {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName))}.");

    /// <summary>The day and the moment looked at: today, or <paramref name="otherwise"/>, and now unless given. A moment to come is now.</summary>
    public Viewpoint View(DateOnly? otherwise = null)
    {
        var now = session.Now;
        return new(Day("asOf") ?? otherwise ?? Council.DayOf(now), Moment("knownAt") ?? now);
    }

    /// <summary>A moment as programs write it, or as people do: 03/12/2019 08:00; a day alone is its end. One to come is now.</summary>
    public DateTimeOffset? Moment(string name)
    {
        if (Text(name) is not { } text)
            return null;
        // A plus sign that was not escaped arrives as a space. Only a year in front makes it a program's: 03/12/2019 is never in March.
        var moment = Vietnamese.TryReadMoment(text, out var local) && Viewpoint.Holds(DateOnly.FromDateTime(local)) ? new DateTimeOffset(local, Council.TimeZone.GetUtcOffset(local)).ToUniversalTime()
            : text.Length > 4 && text[..4].All(char.IsAsciiDigit) && DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact) ? exact.ToUniversalTime()
            : throw new Refused(400, BadMoment, $"“{name}” phải là một thời điểm, ví dụ {name}=2019-12-03T08:00:00Z hoặc 03/12/2019 08:00; nhận được “{text}”.") { Extensions = new() { ["parameter"] = name } };
        return moment < session.Now ? moment : session.Now;
    }

    /// <summary>Years to set side by side; null when the address names none.</summary>
    public IReadOnlyCollection<int>? Years()
    {
        if (Text("years") is not { } text)
            return null;
        var years = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        // A calendar ends somewhere: what isn't a year can't have a day in it.
        return years.Length is > 0 and <= 30 && years.All(y => int.TryParse(y, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and <= 2999)
            ? [.. years.Select(int.Parse)]
            : throw BadYears;
    }

    public static Refused BadYears => Refused.BadRequest("bad-years", "Hãy cho biết các năm cần so sánh, cách nhau bằng dấu phẩy, ví dụ years=2017,2018,2019.");

    public (int Page, int PageSize) Paging()
    {
        var (page, size) = (Number("page") ?? 1, Number("pageSize") ?? 50);
        if (page < 1)
            throw Refused.BadRequest("no-such-page", "Trang được đếm từ 1: hãy dùng page=1 cho trang đầu.");
        if (size is < 1 or > LargestPage)
            throw Refused.BadRequest("bad-page-size", $"“pageSize” phải từ 1 đến {Vietnamese.Number(LargestPage)}; nhận được {Vietnamese.Number(size)}.");
        return (page, size);
    }

    public async Task<IReadOnlyList<Unit>> Units(CancellationToken cancel) => _units ??= await new UnitStore(session).All(cancel);

    /// <summary>Finds units by the names that they go by.</summary>
    public async Task<UnitDirectory> Directory(CancellationToken cancel) => _directory ??= new((await Units(cancel)).Select(u => u.AsNamed));

    /// <summary>A unit by id or by one of its names.</summary>
    public async Task<Guid?> UnitId(string name, CancellationToken cancel) => Text(name) is { } text ? (await FindUnit(text, name, cancel)).Id : null;

    public async Task<Unit> FindUnit(string text, string name, CancellationToken cancel)
    {
        var units = await Units(cancel);
        if (Guid.TryParse(text, out var id))
            return units.FirstOrDefault(u => u.Id == id) ?? throw Refused.NotFound($"đơn vị “{text}” ({name})").About(name);
        return (await Directory(cancel)).Find(text) switch
        {
            UnitMatch.One one => units.First(u => u.Id == one.Unit.Id),
            UnitMatch.Ambiguous several => throw Refused.BadRequest("ambiguous-unit",
                $"“{text}” có thể là {string.Join(" hoặc ", several.Candidates.Select(c => $"“{c.Name}”"))}. Hãy ghi rõ tên đơn vị.").About(name),
            _ => throw new Refused(404, "not-found", $"Không tìm thấy đơn vị “{text}”. Hãy ghi đúng tên hoặc một tên gọi khác của đơn vị.").About(name),
        };
    }

    /// <summary>Whose items: <c>programme</c>, or <c>year</c>, with <c>origin</c> (programme unless given). The programme comes along where there is one.</summary>
    /// <returns>Null when the address names neither.</returns>
    public Task<(Scope Scope, Programme? Programme)?> Scope(Viewpoint view, CancellationToken cancel) =>
        Scope(view, Choice<Origin>("origin") ?? Origin.Programme, cancel);

    public async Task<(Scope Scope, Programme? Programme)?> Scope(Viewpoint view, Origin origin, CancellationToken cancel)
    {
        var store = new ProgrammeStore(session);
        // A moment before anything was recorded is a moment at which nothing was known, not a wrong address.
        var now = view with { KnownAt = session.Now };
        if (Id("programme") is { } id)
        {
            var programme = await store.Find(id, view, cancel) ?? await store.Find(id, now, cancel) ?? throw Refused.NotFound($"chương trình “{id}”");
            return (origin == Origin.Programme ? new Scope(programme.Year, origin, id) : new(programme.Year, origin), programme);
        }
        if (Number("year") is not { } year)
            return null;
        var annual = await Annual(view) ?? await Annual(now);
        if (origin != Origin.Programme)
            return (new Scope(year, origin), annual);
        return annual is null ? throw Refused.NotFound($"chương trình công tác năm {year}") : (new Scope(year, origin, annual.Id), annual);

        async Task<Programme?> Annual(Viewpoint at) => (await store.All(at, [year], cancel)).FirstOrDefault(p => p.Kind == ProgrammeKind.Annual);
    }
}
