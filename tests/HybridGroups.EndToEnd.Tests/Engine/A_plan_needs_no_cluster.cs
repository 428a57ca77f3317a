using System.Text.Json;
using HybridGroups.EndToEnd.Tests.Running;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>What a newcomer does first, and what a pipeline does always: plan and apply, with nothing but manifests.</summary>
public sealed class A_plan_needs_no_cluster(SharedSurroundings surroundings)
{
    [Fact]
    public async Task It_shows_what_would_be_writes_nothing_and_is_carried_out_by_apply()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var anna = await company.HireAsync("Sales");
        var (id, _) = await company.AddGroupAsync("Payroll", anna);
        var group = company.Entra.AddGroup("Team");
        company.Entra.AddMember(group, anna.CloudId);
        using var folder = await company.WriteManifestsAsync("groupSync: {enabled: true}", "selection: {types: [Security], honourWritebackConfiguration: false}");

        var plan = await RunAsync("plan", "-f", folder.Path, "--detailed-exitcode");
        plan.ExitCode.ShouldBe(2, plan.Errors);
        plan.Output.ShouldContain($"+ created as CN=Group_{group:D},{company.Cloud}");
        plan.Output.ShouldContain($"+ member {anna.Name}");
        plan.Output.ShouldContain("Entra             Payroll");
        company.Synced(id).ShouldBeNull();
        (await company.WrittenBackAsync(group)).ShouldBeNull();

        var json = JsonDocument.Parse((await RunAsync("plan", "-f", folder.Path, "-o", "json")).Output).RootElement;
        json.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("change").GetString())
            .ShouldBe(["CreateOnPremisesGroup", "CreateCloudGroup", "AddMembers", "AddMembers"]);

        var declined = await RunAsync("apply", "-f", folder.Path);
        declined.ExitCode.ShouldBe(1);
        company.Synced(id).ShouldBeNull();

        var applied = await RunAsync("apply", "-f", folder.Path, "--yes");
        applied.ExitCode.ShouldBe(0, applied.Errors + applied.Output);
        applied.Output.ShouldContain("4 done, 0 failed, 0 held");
        (await company.WrittenBackAsync(group)).ShouldNotBeNull().Texts("member").ShouldBe([anna.Name.ToString()]);
        company.Entra.MembersOf(company.Synced(id)!.Value).ShouldBe([anna.CloudId]);

        var again = await RunAsync("plan", "-f", folder.Path, "--detailed-exitcode");
        again.ExitCode.ShouldBe(0, again.Output);
        again.Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task A_mistake_in_a_manifest_is_named_with_its_file_and_field_before_anything_is_read()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        using var folder = await company.WriteManifestsAsync(string.Empty, "selection: {types: [Distribution]}");

        var plan = await RunAsync("plan", "-f", folder.Path);

        plan.ExitCode.ShouldBe(1);
        plan.Errors.ShouldContain("policy.yaml: GroupWritebackPolicy cloud-groups: spec.selection.types[0]");
    }

    private Task<ScriptResult> RunAsync(params string[] arguments) => Script.TryRunAsync(
        "dotnet", [OperatorProcess.Program, .. arguments], TimeSpan.FromSeconds(60), Company.Cancellation,
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["SSL_CERT_FILE"] = surroundings.Description.Graph!.CertificateAuthority }, input: "no\n");
}
