namespace Tracker.Tests;

/// <summary>One program for all tests of a fixture that don't disturb each other, with <see cref="SmallProgramme"/> in it.</summary>
public abstract class OnOneSmallProgramme
{
    protected TestApp App { get; private set; } = null!;
    protected SmallProgramme Programme { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start() => Programme = await SmallProgramme.Record(App = await TestApp.New());

    [OneTimeTearDown]
    public async Task Stop() => await App.DisposeAsync();
}
