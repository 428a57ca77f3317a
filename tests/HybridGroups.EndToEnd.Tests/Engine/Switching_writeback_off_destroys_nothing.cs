using HybridGroups.EndToEnd.Tests.Running;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>The story: writeback is switched off. Azure AD Connect deletes every group it ever wrote; here a person confirms their number first.</summary>
public sealed class Switching_writeback_off_destroys_nothing(SharedSurroundings surroundings)
{
    [Fact]
    public async Task Until_the_number_of_groups_is_confirmed_and_then_all_of_them_go()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var groups = Enumerable.Range(1, 3).Select(number => company.Entra.AddGroup($"Team {number}")).ToArray();
        await company.ConnectAsync();
        await company.ApplyPolicyAsync("deletionPolicy: Delete\nselection: {types: [Security], honourWritebackConfiguration: false}");
        await using var hybridGroups = company.StartOperator();
        await WrittenAsync(company, hybridGroups, groups, 3);

        await company.ApplyPolicyAsync("deletionPolicy: Delete\nselection: {types: [Security], honourWritebackConfiguration: false}\nenabled: false");
        await Eventually.HoldsAsync(
            async () =>
            {
                (await company.Cluster.FieldAsync("gwp/cloud-groups", ".status.pendingDeletion.count", Company.Cancellation)).ShouldBe("3");
                (await company.Cluster.ConditionAsync("gwp/cloud-groups", "Stalled", Company.Cancellation)).ShouldContain("hybridgroups.io/confirm-deletion=3");
            },
            hybridGroups);
        await WrittenAsync(company, hybridGroups, groups, 3);

        // Fewer and more are both another number than the one that was published.
        await company.Cluster.KubectlAsync(Company.Cancellation, "annotate", "gwp/cloud-groups", "hybridgroups.io/confirm-deletion=2");
        await company.SyncAsync();
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, Company.Cancellation); // long enough for a round that would delete
        await company.Cluster.KubectlAsync(Company.Cancellation, "annotate", "--overwrite", "gwp/cloud-groups", "hybridgroups.io/confirm-deletion=4");
        await company.SyncAsync();
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, Company.Cancellation); // long enough for a round that would delete
        await WrittenAsync(company, hybridGroups, groups, 3);

        await company.Cluster.KubectlAsync(Company.Cancellation, "annotate", "--overwrite", "gwp/cloud-groups", "hybridgroups.io/confirm-deletion=3");
        await WrittenAsync(company, hybridGroups, groups, 0);
        await Eventually.HoldsAsync(
            async () => (await company.Cluster.ConditionAsync("gwp/cloud-groups", "Ready", Company.Cancellation)).ShouldStartWith("True Disabled"), hybridGroups);

        // It was good once: left on the policy, it would let the next switching off pass unseen.
        await Eventually.HoldsAsync(
            async () => (await company.Cluster.FieldAsync("gwp/cloud-groups", ".metadata.annotations", Company.Cancellation)).ShouldNotContain("confirm-deletion"), hybridGroups);
    }

    [Fact]
    public async Task A_policy_that_is_deleted_waits_for_the_same_number_and_then_is_gone()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var groups = new[] { company.Entra.AddGroup("Team") };
        await company.ConnectAsync();
        await company.ApplyPolicyAsync("deletionPolicy: Delete\nselection: {types: [Security], honourWritebackConfiguration: false}");
        await using var hybridGroups = company.StartOperator();
        await WrittenAsync(company, hybridGroups, groups, 1);

        await company.Cluster.KubectlAsync(Company.Cancellation, "delete", "gwp/cloud-groups", "--wait=false");
        await Eventually.HoldsAsync(
            async () => (await company.Cluster.FieldAsync("gwp/cloud-groups", ".status.pendingDeletion.cause", Company.Cancellation)).ShouldBe("PolicyDeleted"), hybridGroups);
        await WrittenAsync(company, hybridGroups, groups, 1);

        await company.Cluster.KubectlAsync(Company.Cancellation, "annotate", "gwp/cloud-groups", "hybridgroups.io/confirm-deletion=1");
        await WrittenAsync(company, hybridGroups, groups, 0);
        await Eventually.HoldsAsync(
            async () => (await company.Cluster.KubectlAsync(Company.Cancellation, "get", "gwp", "-o", "name")).ShouldBeEmpty(), hybridGroups);
    }

    [Fact]
    public async Task With_the_default_policy_the_groups_stay_and_the_policy_goes_at_once()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var groups = new[] { company.Entra.AddGroup("Team") };
        await company.ConnectAsync();
        await company.ApplyPolicyAsync("selection: {types: [Security], honourWritebackConfiguration: false}");
        await using var hybridGroups = company.StartOperator();
        await WrittenAsync(company, hybridGroups, groups, 1);

        await company.Cluster.KubectlAsync(Company.Cancellation, "delete", "gwp/cloud-groups", "--timeout=20s");
        await company.SyncAsync();
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, Company.Cancellation); // long enough for a round that would delete

        await WrittenAsync(company, hybridGroups, groups, 1);
    }

    private static Task WrittenAsync(Company company, OperatorProcess hybridGroups, IReadOnlyList<Guid> groups, int count) => Eventually.HoldsAsync(
        async () =>
        {
            var there = 0;
            foreach (var group in groups) there += await company.WrittenBackAsync(group) is null ? 0 : 1;
            there.ShouldBe(count);
        },
        hybridGroups);
}
