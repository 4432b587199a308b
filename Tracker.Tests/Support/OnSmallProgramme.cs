namespace Tracker.Tests;

/// <summary>A fresh program for each test, with <see cref="SmallProgramme"/> in it.</summary>
public abstract class OnSmallProgramme
{
    protected TestApp App { get; private set; } = null!;
    protected TestDatabase Database { get; private set; } = null!;
    protected SmallProgramme Programme { get; private set; } = null!;

    /// <summary>Where the clock stands.</summary>
    protected virtual DateTimeOffset Now => TestApp.Start;

    [SetUp]
    public async Task Start()
    {
        Database = await TestCluster.NewDatabase();
        Programme = await SmallProgramme.Record(App = await TestApp.On(Database.Owner, Now));
    }

    [TearDown]
    public async Task Stop() => await App.DisposeAsync();
}
