namespace Tracker.Tests;

/// <summary>A fresh program for each test, with the sample council in it and nothing else.</summary>
public abstract class OnFreshApp
{
    protected TestApp App { get; private set; } = null!;

    [SetUp]
    public async Task Start() => App = await TestApp.New();

    [TearDown]
    public async Task Stop() => await App.DisposeAsync();
}
