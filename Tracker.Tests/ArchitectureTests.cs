using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Tracker.Tests;

/// <summary>The house as DESIGN lays it out: each project looks only to its left, SQL stands in db, the clock at the edges.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] Order = ["Tracker.Domain", "Tracker.Db", "Tracker.Jobs", "Tracker.Api"];
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, ".."));

    [TestCase("Tracker.Domain")]
    [TestCase("Tracker.Db")]
    [TestCase("Tracker.Jobs")]
    [TestCase("Tracker.Api")]
    public void A_project_looks_only_to_its_left(string project)
    {
        var mayNot = Order.Skip(Array.IndexOf(Order, project));
        Assert.That(Assembly.Load(project).GetReferencedAssemblies().Select(a => a.Name), Has.None.AnyOf(mayNot.ToArray<object>()));
    }

    [Test]
    public void The_domain_stands_on_nothing_but_the_framework() =>
        Assert.That(Assembly.Load("Tracker.Domain").GetReferencedAssemblies().Select(a => a.Name!).Where(n => !n.StartsWith("System.")), Is.SubsetOf(new[] { "FluentValidation", "netstandard" }));

    [Test]
    public void Jobs_run_by_one_engine_and_know_nothing_of_the_other() =>
        Assert.That(Assembly.Load("Tracker.Jobs").GetReferencedAssemblies().Select(a => a.Name!.Split('.')[0]).Where(n => n is "Quartz" or "Hangfire").Distinct().Count(), Is.EqualTo(1));

    [Test]
    public void Sql_stands_in_db_and_nowhere_else() =>
        Assert.That(Sources("Tracker.Domain", "Tracker.Jobs", "Tracker.Api").Where(f => Sql().IsMatch(File.ReadAllText(f))), Is.Empty);

    [Test]
    public void The_clock_is_read_only_through_the_time_provider() =>
        Assert.That(Sources("Tracker.Domain", "db", "Tracker.Jobs", "Tracker.Api").Where(f => Clock().IsMatch(File.ReadAllText(f))), Is.Empty);

    private static IEnumerable<string> Sources(params string[] projects) => projects
        .SelectMany(p => new[] { "*.cs", "*.razor" }.SelectMany(kind => Directory.EnumerateFiles(Path.Combine(Root, p), kind, SearchOption.AllDirectories)))
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}") && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}"));

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"""\s*(select\s+(?!1"")[\w*]|insert\s+into|update\s+\w+\s+set|delete\s+from)", RegexOptions.IgnoreCase)]
    private static partial Regex Sql();

    [GeneratedRegex(@"DateTime(Offset)?\.(Now|UtcNow|Today)")]
    private static partial Regex Clock();
}
