using HybridGroups.EndToEnd.Tests.Deployment;
using HybridGroups.EndToEnd.Tests.Engine;

namespace HybridGroups.EndToEnd.Tests.CommandLine;

[Collection(typeof(OneDeploymentAtATime))]
public sealed class An_installation_is_looked_over(SharedSurroundings surroundings)
{
    [Fact]
    public async Task Kinds_are_current_an_operator_that_is_missing_is_named_and_nothing_is_stored()
    {
        await using var company = await Company.FoundAsync(surroundings.Description, grants: false);

        var checkedOver = await Program.RunAsync("check", "--kubeconfig", surroundings.Description.Kubernetes!.Kubeconfig, "-n", company.Cluster.Namespace);

        checkedOver.ExitCode.ShouldBe(1, checkedOver.Errors);
        checkedOver.Output.ShouldContain("✓ syncconnectors.hybridgroups.io");
        checkedOver.Output.ShouldContain("is current");
        checkedOver.Output.ShouldContain("✗ operator");
        checkedOver.Output.ShouldContain("kubectl apply -k config/default");
        checkedOver.Output.ShouldContain("webhook");
        (await company.Cluster.KubectlAsync(Company.Cancellation, "get", "hybridgroups", "-o", "name")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_apart_from_an_installation_with_gaps()
    {
        using var folder = new TemporaryFolder();
        var kubeconfig = Path.Combine(folder.Path, "kubeconfig");
        await File.WriteAllTextAsync(
            kubeconfig,
            "apiVersion: v1\nkind: Config\ncurrent-context: c\nclusters: [{name: c, cluster: {server: 'https://127.0.0.1:1'}}]\nusers: [{name: u, user: {token: t}}]\ncontexts: [{name: c, context: {cluster: c, user: u}}]\n",
            Company.Cancellation);

        var unreachable = await Program.RunAsync("check", "--kubeconfig", kubeconfig);

        unreachable.ExitCode.ShouldBe(2, unreachable.Output);
        unreachable.Errors.ShouldStartWith("error: ");
    }

    [Fact]
    public async Task The_rights_of_the_account_are_asked_of_the_server()
    {
        await using var company = await Company.FoundAsync(surroundings.Description, grants: false);
        await company.Cluster.ApplyAsync(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: hybrid-groups
              labels: {app.kubernetes.io/name: hybrid-groups}
            spec:
              replicas: 2
              selector: {matchLabels: {app: x}}
              template:
                metadata: {labels: {app: x}}
                spec:
                  serviceAccountName: nobody
                  containers: [{name: manager, image: x}]
            """,
            Company.Cancellation);
        try
        {
            var checkedOver = await Program.RunAsync("check", "--kubeconfig", surroundings.Description.Kubernetes!.Kubeconfig, "-n", company.Cluster.Namespace, "-o", "yaml");

            checkedOver.ExitCode.ShouldBe(1, checkedOver.Errors);
            checkedOver.Output.ShouldContain($"operator {company.Cluster.Namespace}/hybrid-groups");
            checkedOver.Output.ShouldContain("0 of 2 replicas are ready");
            checkedOver.Output.ShouldContain($"rights of {company.Cluster.Namespace}/nobody");
            checkedOver.Output.ShouldContain("lacks ");
        }
        finally
        {
            await company.Cluster.KubectlAsync(Company.Cancellation, "delete", "deployment", "hybrid-groups");
        }
    }
}
