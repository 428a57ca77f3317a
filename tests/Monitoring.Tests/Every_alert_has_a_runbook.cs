using TestEnvironment;

namespace Monitoring.Tests;

public sealed class Every_alert_has_a_runbook
{
    private const string Base = "https://hybridgroups.io/docs/runbooks/";
    private static readonly string[] Parts = ["## What it means", "## What people feel", "## Look", "## Do", "## When not to worry"];

    public static TheoryData<string> Names => ShippedAlerts.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void With_what_it_means_what_people_feel_how_to_look_what_to_do_and_when_not_to_worry(string alert)
    {
        var text = File.ReadAllText(Repository.PathOf("docs", "runbooks", $"{alert}.md"));

        text.ShouldStartWith($"<!-- world: incident -->\n# {alert}\n");
        text.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).ShouldBe(Parts);
        text.ShouldContain("```console\n$ ");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void And_says_in_itself_what_is_wrong_how_bad_it_is_and_where_the_runbook_is(string name)
    {
        var alert = ShippedAlerts.Of(name);

        alert.Annotations.Keys.ShouldBe(["summary", "description", "runbook_url"]);
        alert.Annotations["runbook_url"].ShouldBe($"{Base}{name}.md");
        alert.Annotations["summary"].ShouldEndWith(".");
        alert.Annotations["description"].ShouldEndWith(".");
        alert.Labels["severity"].ShouldBeOneOf("critical", "warning");
    }

    [Fact]
    public void And_is_in_their_list_which_has_no_other()
    {
        var list = File.ReadAllText(Repository.PathOf("docs", "runbooks", "README.md"));
        var names = ShippedAlerts.All.Select(alert => alert.Name).ToArray();

        foreach (var name in names) list.ShouldContain($"| [{name}]({name}.md) |");
        Directory.EnumerateFiles(Repository.PathOf("docs", "runbooks"), "HybridGroups*.md").Select(Path.GetFileNameWithoutExtension).ShouldBe(names, ignoreOrder: true);
    }
}
