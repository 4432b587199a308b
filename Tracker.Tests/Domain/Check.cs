using FsCheck;
using FsCheck.Fluent;

namespace Tracker.Tests.Domain;

/// <summary>Runs an assertion over generated values; a failure names the smallest value found.</summary>
internal static class Check
{
    public static void Of<T>(Gen<T> values, Action<T> assertion) =>
        Prop.ForAll(values.ToArbitrary(), assertion).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    public static Gen<(T, T, T)> Three<T>(this Gen<T> values) => values.Zip(values).Zip(values, (pair, third) => (pair.Item1, pair.Item2, third));
}
