namespace Tracker.Tests;

/// <summary>A fresh program for each test, with <see cref="SmallProgramme"/> in it.</summary>
public abstract class OnSmallProgramme
{
    protected TestApp App { get; private set; } = null!;
    protected SmallProgramme Programme { get; private set; } = null!;

    [SetUp]
    public async Task Start() => Programme = await SmallProgramme.Record(App = await TestApp.New());

    [TearDown]
    public async Task Stop() => await App.DisposeAsync();
}
