using System.Text.Json;
using HybridGroups.EndToEnd.Tests.Engine;
using HybridGroups.GraphSimulator.Hosting;
using HybridGroups.GraphSimulator.Tenant;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.CommandLine;

public sealed class The_way_to_both_directories_is_walked(SharedSurroundings surroundings)
{
    [Fact]
    public async Task From_manifests_and_from_the_cluster_every_step_is_shown()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        using var folder = await company.WriteManifestsAsync("groupSync: {enabled: true}", "selection: {types: [Security], honourWritebackConfiguration: false}");

        var walked = await WalkAsync("-f", folder.Path);
        walked.ExitCode.ShouldBe(0, walked.Output + walked.Errors);
        foreach (var step in new[] { "✓ DNS", "✓ TCP", "✓ TLS", "✓ Bind", "✓ Schema", "✓ Scope", "✓ Rights", "✓ Token", "✓ Permission  Group.ReadWrite.All" }) walked.Output.ShouldContain(step);

        await company.ConnectAsync("suspend: true");
        var ofCluster = await WalkAsync("corp", "-n", company.Cluster.Namespace, "--kubeconfig", surroundings.Description.Kubernetes!.Kubeconfig);
        ofCluster.ExitCode.ShouldBe(0, ofCluster.Output + ofCluster.Errors);
        ofCluster.Output.ShouldContain($"{company.Cluster.Namespace}/corp");
        (await WalkAsync("other", "-n", company.Cluster.Namespace, "--kubeconfig", surroundings.Description.Kubernetes!.Kubeconfig)).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task A_branch_ends_at_its_first_failure_with_what_to_do_and_the_other_goes_on()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        using var folder = await company.WriteManifestsAsync("groupSync: {enabled: true}", "selection: {types: [Security], honourWritebackConfiguration: false}");
        await ReplaceAsync(folder, "accounts.json", "\"password\":\"", "\"password\":\"not ");

        var walked = await WalkAsync("-f", folder.Path);

        walked.ExitCode.ShouldBe(1);
        walked.Output.ShouldContain("✓ TLS");
        walked.Output.ShouldContain("✗ Bind");
        walked.Output.ShouldContain("→ ");
        walked.Output.ShouldNotContain("Rights");
        walked.Output.ShouldContain("✓ Token");
        walked.Output.ShouldNotContain("not ".PadRight(4) + await PasswordAsync());
    }

    [Fact]
    public async Task A_server_that_drops_packets_costs_a_step_its_deadline_and_no_more()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        using var folder = await company.WriteManifestsAsync("groupSync: {enabled: true}", "selection: {types: [Security], honourWritebackConfiguration: false}");
        await ReplaceAsync(folder, "connector.yaml", surroundings.Description.ActiveDirectory!.Url.OriginalString, "ldaps://127.0.0.1:1");

        var walked = await WalkAsync("-f", folder.Path, "--timeout", "5", "-o", "json");

        walked.ExitCode.ShouldBe(1);
        var steps = JsonDocument.Parse(walked.Output).RootElement.GetProperty("steps").EnumerateArray().ToArray();
        steps.First(step => step.GetProperty("name").GetString() == "TCP").GetProperty("state").GetString().ShouldBe("Failed");
        steps.ShouldNotContain(step => step.GetProperty("name").GetString() == "Bind");
    }

    [Fact]
    public async Task A_permission_that_was_not_granted_is_named()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        using var folder = await company.WriteManifestsAsync("groupSync: {enabled: true}", "selection: {types: [Security], honourWritebackConfiguration: false}");
        company.Entra.Register(new AppRegistration
        {
            ClientId = Simulator.DefaultClientId,
            Secret = Simulator.DefaultClientSecret,
            Roles = new HashSet<string>(StringComparer.Ordinal) { "User.Read.All", "Device.Read.All", "Group.Read.All" },
        });

        var walked = await WalkAsync("-f", folder.Path);

        walked.ExitCode.ShouldBe(1, walked.Output);
        walked.Output.ShouldContain("✓ Permission  User.Read.All");
        walked.Output.ShouldContain("✗ Permission  Group.ReadWrite.All is missing");
        walked.Output.ShouldContain("grant admin consent");
        walked.Output.ShouldContain("! Permission  Organization.Read.All is missing");
    }

    private async Task<string> PasswordAsync() => await File.ReadAllTextAsync(surroundings.Description.ActiveDirectory!.ServiceAccountPasswordFile!, Company.Cancellation);

    private static async Task ReplaceAsync(TemporaryFolder folder, string file, string before, string after)
    {
        var path = Path.Combine(folder.Path, file);
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path, Company.Cancellation)).Replace(before, after, StringComparison.Ordinal), Company.Cancellation);
    }

    private Task<ScriptResult> WalkAsync(params string[] arguments) => Program.RunAsync(
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["SSL_CERT_FILE"] = surroundings.Description.Graph!.CertificateAuthority }, ["connector", "test", .. arguments]);
}
