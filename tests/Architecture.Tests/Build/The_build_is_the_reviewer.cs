using System.Xml.Linq;
using TestEnvironment;

namespace Architecture.Tests.Build;

/// <summary>The switches that make a build refuse bad code cannot be loosened in passing.</summary>
public sealed class The_build_is_the_reviewer
{
    private static readonly XDocument Properties = XDocument.Load(Repository.PathOf("Directory.Build.props"));

    [Theory]
    [InlineData("Nullable", "enable")]
    [InlineData("TreatWarningsAsErrors", "true")]
    [InlineData("EnforceCodeStyleInBuild", "true")]
    [InlineData("Deterministic", "true")]
    [InlineData("RestorePackagesWithLockFile", "true")]
    public void A_switch_is_on_for_every_project(string name, string value)
    {
        Properties.Descendants(name).First().Value.ShouldBe(value);
        foreach (var project in Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories))
        {
            XDocument.Load(project).Descendants(name).ShouldBeEmpty($"{project} sets {name} apart.");
        }
    }

    [Theory]
    [InlineData("P:System.DateTime.Now")]
    [InlineData("P:System.DateTimeOffset.UtcNow")]
    [InlineData("P:System.Threading.Tasks.Task`1.Result")]
    [InlineData("M:System.Threading.Tasks.Task.Wait")]
    [InlineData("M:System.Random.#ctor")]
    [InlineData("M:System.Threading.Thread.Sleep(System.Int32)")]
    public void A_symbol_that_hurt_somebody_once_is_banned(string symbol) =>
        File.ReadLines(Repository.PathOf("BannedSymbols.txt")).ShouldContain(line => line.StartsWith(symbol + ";", StringComparison.Ordinal));

    [Fact]
    public void Versions_are_named_in_one_place_only()
    {
        foreach (var project in Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories))
        {
            XDocument.Load(project).Descendants("PackageReference").Attributes("Version").ShouldBeEmpty($"{project} names a version.");
        }
    }
}
