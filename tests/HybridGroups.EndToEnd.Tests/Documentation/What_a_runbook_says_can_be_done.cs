using HybridGroups.EndToEnd.Tests.Deployment;

namespace HybridGroups.EndToEnd.Tests.Documentation;

/// <summary>Whoever is woken by an alert types what the runbook says. All runbooks are followed in one company in which many things are wrong.</summary>
[Collection(typeof(OneDeploymentAtATime))]
public sealed class What_a_runbook_says_can_be_done(Incident incident) : IClassFixture<Incident>
{
    public static TheoryData<string> Pages => [.. Page.ToRun.Where(page => page.World == Incident.World).Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task And_shows_what_it_says_it_shows(string path)
    {
        var connector = path.EndsWith("ConnectorNotReady.md", StringComparison.Ordinal) ? Incident.ConnectorWithoutSecret : ExampleCompany.Connector;

        await PageRun.OfAsync(Page.Read(path), await incident.CompanyAsync(), connector);
    }
}
