using HybridGroups.EndToEnd.Tests.Running;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Engine;

public sealed class The_verbs_speak_with_the_operator(SharedSurroundings surroundings)
{
    [Fact]
    public async Task Status_sync_approve_and_history_from_a_held_plan_to_its_record()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        using var state = new TemporaryFolder();
        for (var number = 0; number < 4; number++) await company.HireAsync("IT");
        var group = company.Entra.AddGroup("Everybody");
        company.Entra.AddMember(group, (await company.HireAsync("Sales")).CloudId);
        await company.ConnectAsync("safety: {maxAddedMembers: 2}");
        await company.ApplyRuleAsync("user.accountEnabled -eq true", $"entraGroup: {{id: {group:D}}}");
        await using var hybridGroups = company.StartOperator("--state-dir", state.Path);
        await Eventually.HoldsAsync(async () => (await company.Cluster.ConditionAsync("scon/corp", "PlanHeld", Company.Cancellation)).ShouldStartWith("True"), hybridGroups);

        var status = await RunAsync(company, "status");
        status.ExitCode.ShouldBe(1);
        status.Output.ShouldContain("NOT READY SyncConnector");
        status.Output.ShouldContain("maxAddedMembers");

        var shown = await RunAsync(company, "approve", "corp");
        shown.ExitCode.ShouldBe(1);
        shown.Output.ShouldContain("4 additions of members are held");
        (await RunAsync(company, "approve", "corp", "0000000000000000")).ExitCode.ShouldBe(1);
        company.Entra.MembersOf(group).Count.ShouldBe(1);

        var hash = await company.Cluster.FieldAsync("scon/corp", ".status.heldPlan.hash", Company.Cancellation);
        (await RunAsync(company, "approve", "corp", hash)).ExitCode.ShouldBe(0);
        await Eventually.HoldsAsync(
            async () =>
            {
                var synced = await RunAsync(company, "sync", "corp");
                synced.ExitCode.ShouldBe(0, synced.Output + synced.Errors);
                (await RunAsync(company, "status")).ExitCode.ShouldBe(0);
            },
            hybridGroups);
        company.Entra.MembersOf(group).Count.ShouldBe(5);

        var history = await Script.TryRunAsync("dotnet", [OperatorProcess.Program, "history", "--state-dir", state.Path, "--about", "everybody"], TimeSpan.FromSeconds(20), Company.Cancellation);
        history.ExitCode.ShouldBe(0, history.Errors);
        history.Output.ShouldContain("AddMembers Entra Everybody");
        history.Output.ShouldContain($"because rule {company.Cluster.Namespace}/sales picks them (generation 1)");
    }

    private Task<ScriptResult> RunAsync(Company company, string verb, params string[] arguments) => Script.TryRunAsync(
        "dotnet", [OperatorProcess.Program, verb, .. arguments, "--kubeconfig", surroundings.Description.Kubernetes!.Kubeconfig, "-n", company.Cluster.Namespace],
        TimeSpan.FromSeconds(60), Company.Cancellation);
}
