using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using NUnit.Framework.Internal;
using Tracker.Domain.Items;

namespace Tracker.Tests.Items;

/// <summary>Random histories, the same ones for the same seed.</summary>
internal static class HistoryGenerator
{
    private static readonly DateOnly s_first = new(2018, 12, 20);

    /// <summary>Checks a property of <paramref name="cases"/> histories; a failure names the seed and the smallest history found.</summary>
    public static void Check(ulong seed, int cases, int steps, Action<History> property)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var config = Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(FSharpOption<Replay>.Some(new(new Rnd(seed, 2 * seed + 1), null)));
        Prop.ForAll(Arb.From(Histories(steps), Smaller), Alone).Check(config);

        // What fails on the way to the smallest history isn't part of the result.
        void Alone(History history)
        {
            using (new TestExecutionContext.IsolatedContext())
                property(history);
        }
    }

    public static Gen<History> Histories(int steps) =>
        from first in Births
        from later in Steps.ListOf(steps)
        from glances in Glances.ListOf(8)
        select new History([new Step(0, [.. first]), .. later], [.. glances]);

    private static IEnumerable<History> Smaller(History history)
    {
        for (var i = 0; i < history.Steps.Count; i++)
            yield return history with { Steps = [.. history.Steps.Take(i), .. history.Steps.Skip(i + 1)] };
        for (var i = 0; i < history.Steps.Count; i++)
            for (var j = 0; history.Steps[i].Acts.Count > 1 && j < history.Steps[i].Acts.Count; j++)
            {
                var step = history.Steps[i];
                yield return history with
                {
                    Steps = [.. history.Steps.Take(i), step with { Acts = [.. step.Acts.Take(j), .. step.Acts.Skip(j + 1)] }, .. history.Steps.Skip(i + 1)],
                };
            }
        for (var i = 0; history.Glances.Count > 1 && i < history.Glances.Count; i++)
            yield return history with { Glances = [history.Glances[i]] };
    }

    // Few days, some of them often: what falls on one day, on a due day and around it is where mistakes are.
    private static Gen<DateOnly> Days => Gen.Frequency(
        (2, Gen.Choose(0, 18).Select(week => s_first.AddDays(7 * week))),
        (1, Gen.Choose(0, 130).Select(s_first.AddDays)));

    private static Gen<Guid> Unit => Gen.Elements(History.Units);

    private static Gen<IReadOnlyList<Guid>> Cooperating => Unit.ListOf().Resize(3).Select(IReadOnlyList<Guid> (units) => [.. units]);

    private static Gen<ActivityKind> Activity => Gen.Elements(ActivityKind.Supervision, ActivityKind.Survey, ActivityKind.Other);

    private static Gen<string?> Paper => Gen.Frequency((3, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>("12/BC-HĐND", " 12/BC-HĐND ", "7/NQ-HĐND")));

    private static Gen<Act[]> Births => Birth.ListOf(8).Select(births => births.ToArray<Act>());

    private static Gen<Act.Born> Birth =>
        from membership in Gen.Frequency((4, Gen.Constant(Membership.Issued)), (2, Gen.Constant(Membership.Added)), (1, Gen.Elements(Membership.Split, Membership.Merged)))
        from born in BornAs(membership)
        select born;

    private static Gen<Act.Born> BornAs(Membership membership) =>
        from scope in Gen.Choose(0, 3)
        from day in Days
        from early in Gen.Elements(0, 0, 5)
        from lead in Unit
        from activity in Activity
        from cooperating in Cooperating
        from due in DueDays(day)
        select new Act.Born(scope, membership,
        [
            (day, new Change.Joined(membership)),
            (day.AddDays(-early), new Change.Described { Title = $"Nội dung {scope}", LeadUnitId = lead, ActivityKind = activity, CooperatingUnitIds = cooperating, Officer = early > 0 ? "" : "Trần Quốc Việt", Deliverable = "Báo cáo" }),
            .. due.Select(d => (day, d)),
        ]);

    private static Gen<Change[]> DueDays(DateOnly from) => Gen.Frequency(
        (1, Gen.Constant(Array.Empty<Change>())),
        (6, Schedule(null).Select(s => new Change[] { s })),
        (2, Days.NonEmptyListOf().Resize(4).Select(days => days.Distinct().Order()
            .Select((due, place) => (Change)new Change.Scheduled(due, from, "Hằng tháng", Occurrence: place + 1)).ToArray())));

    private static Gen<Change> Schedule(int? occurrence) =>
        from due in Gen.Frequency((5, Days.Select(DateOnly? (d) => d)), (1, Gen.Constant<DateOnly?>(null)))
        from provisional in Gen.Elements(false, false, true)
        from phrase in Gen.Elements("Tháng 3", null)
        select (Change)new Change.Scheduled(due, null, phrase, provisional && due is not null, occurrence);

    private static Gen<int?> Occurrence => Gen.Frequency((3, Gen.Constant<int?>(null)), (2, Gen.Choose(1, 3).Select(int? (n) => n)));

    private static Gen<Change> Progress =>
        from state in Gen.Frequency((3, Gen.Constant(State.Completed)), (3, Gen.Elements(State.NotStarted, State.InProgress, State.CarriedOver)))
        from occurrence in Occurrence
        from reason in Gen.Elements("", "chờ số liệu").OrNull()
        select (Change)new Change.Progressed(state, occurrence, reason);

    private static Gen<Change> Description => Gen.OneOf(
        Unit.Select(Change (unit) => new Change.Described { LeadUnitId = unit }),
        Activity.Select(Change (kind) => new Change.Described { ActivityKind = kind }),
        Cooperating.Select(Change (units) => new Change.Described { CooperatingUnitIds = units }),
        Gen.Choose(1, 9).Select(Change (n) => new Change.Described { Title = $"Nội dung {n}", Number = $"{n}", Position = n, Officer = "", Note = "ghi chú" }),
        Gen.Choose(0, 7).Select(Change (n) => new Change.Described { Officer = n % 2 == 0 ? "Trần Quốc Việt" : " ", ResponsibleLeader = n / 2 % 2 == 0 ? "Trưởng Ban" : "", Deliverable = n / 4 == 0 ? "Báo cáo" : "", Source = n == 3 ? "TB 05" : "" }));

    private static Gen<Change> Anything => Gen.Frequency(
        (8, Progress),
        (4, Occurrence.SelectMany(Schedule)),
        (4, Description),
        (2, Gen.Constant<Change>(new Change.Ended(Ending.Withdrawn))),
        (1, Gen.Elements(Membership.Issued, Membership.Added).Select(Change (m) => new Change.Joined(m))),
        (2, Occurrence.Select(Change (occurrence) => new Change.Reported(occurrence))),
        (1, Days.Select(Change (due) => new Change.Requested(due, "chờ số liệu"))),
        (1, Gen.Constant<Change>(new Change.Voided())));

    private static Gen<Act> Acts => Gen.Frequency(
        (8, from item in Gen.Choose(0, 99) from day in Days from change in Anything from paper in Paper select (Act)new Act.Said(item, day, change, null, paper)),
        (4, from item in Gen.Choose(0, 99)
            from day in Days
            from change in Gen.Frequency((2, Anything), (1, Gen.Constant<Change>(new Change.Retracted())))
            from superseded in Gen.Choose(0, 99)
            from paper in Paper
            select (Act)new Act.Said(item, day, change, superseded, paper)),
        (1, Birth.Select(Act (b) => b)),
        (1, from item in Gen.Choose(0, 99)
            from day in Days
            from split in Gen.Elements(true, false)
            from parts in BornAs(split ? Membership.Split : Membership.Merged).ListOf(2)
            select (Act)new Act.Became(item, day, split ? Ending.Split : Ending.Merged, [.. parts])));

    private static Gen<Step> Steps =>
        from later in Gen.Elements(0, 1, 60_000_000)
        from acts in Acts.NonEmptyListOf().Resize(4)
        select new Step(later, [.. acts]);

    private static Gen<Glance> Glances =>
        from scope in Gen.Choose(0, History.Scopes.Length - 1)
        from day in Days
        from around in Gen.Elements(0, 0, 1, -30, 200)
        from moment in Gen.Frequency((2, Gen.Constant(-1)), (3, Gen.Choose(0, 99)))
        from offset in Gen.Elements(0, 0, -1, 1)
        from one in Days
        from other in Days
        from unit in Gen.Choose(0, 3)
        select new Glance(scope, day.AddDays(around), moment, offset, one < other ? one : other, one < other ? other : one, unit);
}
