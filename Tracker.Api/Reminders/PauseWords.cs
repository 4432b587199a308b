using Tracker.Db.People;
using Tracker.Domain.Units;

namespace Tracker.Api.Reminders;

internal static class PauseWords
{
    /// <summary>People to choose from, each with the unit.</summary>
    public static IReadOnlyList<(string Value, string Text)> People(IEnumerable<Person> people, IReadOnlyList<Unit> units) =>
        [("", "—"), .. people.Select(p => (p.Id.ToString(), units.FirstOrDefault(u => u.Id == p.UnitId) is { } unit ? $"{p.Name} ({unit.Name})" : p.Name))];
}
