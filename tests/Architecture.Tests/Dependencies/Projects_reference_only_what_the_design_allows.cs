namespace Architecture.Tests.Dependencies;

public sealed class Projects_reference_only_what_the_design_allows
{
    // Who may reference whom. A new project is added here on purpose, with its place in the order.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Kube.Client"] = [],
        ["Kube.Operator"] = ["Kube.Client"],
        ["Ldap"] = [],
        ["HybridGroups.Rules"] = [],
        ["HybridGroups.Sync"] = ["HybridGroups.Rules"],
        ["HybridGroups.Api"] = ["Kube.Client", "HybridGroups.Rules"],
        ["HybridGroups.ActiveDirectory"] = ["HybridGroups.Sync", "Ldap"],
        ["HybridGroups.Entra"] = ["HybridGroups.Sync"],
        ["HybridGroups.Controllers"] = ["HybridGroups.Api", "HybridGroups.Sync", "Kube.Operator"],
        ["HybridGroups.GraphSimulator"] = [],
    };

    // Only it knows everything; but not the simulator, which stands in for a server.
    private const string CompositionRoot = "HybridGroups";

    public static TheoryData<string> Names => [.. SourceProject.All.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_project_has_no_reference_that_the_design_does_not_name(string name)
    {
        var references = SourceProject.Of(name).ProjectReferences;

        if (string.Equals(name, CompositionRoot, StringComparison.Ordinal))
        {
            references.ShouldNotContain("HybridGroups.GraphSimulator");
            return;
        }

        Allowed.ShouldContainKey(name, $"src/{name} is new: give it a place in the order of dependencies.");
        references.Except(Allowed[name], StringComparer.Ordinal).ShouldBeEmpty($"{name} may reference only: {string.Join(", ", Allowed[name])}");
    }

    [Fact]
    public void Every_project_of_the_design_is_there() =>
        SourceProject.All.Select(project => project.Name).ShouldBe(Allowed.Keys.Append(CompositionRoot), ignoreOrder: true);

    [Theory]
    [InlineData("HybridGroups.Rules")]
    [InlineData("Ldap")]
    public void An_assembly_that_stands_alone_uses_no_package(string name) =>
        SourceProject.Of(name).PackageReferences.ShouldBeEmpty();

    [Fact]
    public void No_project_reaches_itself()
    {
        // Reach would not come back from a cycle; the allow-list above is one without cycles, and this says so of the files.
        foreach (var project in SourceProject.All)
        {
            project.ProjectReferences.ShouldNotContain(project.Name);
            project.Reach().ShouldNotContain(project.Name);
        }
    }

    [Theory]
    [InlineData("Kube.Client")]
    [InlineData("Kube.Operator")]
    [InlineData("Ldap")]
    public void What_could_be_published_alone_knows_nothing_of_hybrid_groups(string name) =>
        SourceProject.Of(name).Reach().Where(reached => reached.StartsWith("HybridGroups", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Controllers_reach_no_adapter() =>
        SourceProject.Of("HybridGroups.Controllers").Reach()
            .Intersect(["HybridGroups.ActiveDirectory", "HybridGroups.Entra", "Ldap"], StringComparer.Ordinal)
            .ShouldBeEmpty();
}
