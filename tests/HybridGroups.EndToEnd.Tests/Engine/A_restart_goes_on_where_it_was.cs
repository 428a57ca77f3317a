using HybridGroups.EndToEnd.Tests.Running;
using Ldap;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>With a folder for its state, an operator that ends and begins again reads what has changed and not everything.</summary>
public sealed class A_restart_goes_on_where_it_was(SharedSurroundings surroundings)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whether_it_was_told_to_stop_or_killed_what_happened_meanwhile_is_found_on_both_sides(bool isKilled)
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        using var state = new TemporaryFolder();
        var (anna, ben) = (await company.HireAsync("Sales"), await company.HireAsync("IT"));
        var team = company.Entra.AddGroup("Team");
        company.Entra.AddMember(team, anna.CloudId);
        await company.ConnectAsync();
        await company.ApplyPolicyAsync("selection: {types: [Security], honourWritebackConfiguration: false}");
        await company.ApplyRuleAsync("user.department -eq \"Sales\"", "entraGroup: {displayName: Sales, create: true}", "source: ActiveDirectory");
        Guid sales;
        await using (var first = company.StartOperator("--state-dir", state.Path))
        {
            await Eventually.HoldsAsync(async () => (await company.WrittenBackAsync(team)).ShouldNotBeNull(), first);
            await Eventually.HoldsAsync(
                async () => (await company.Cluster.FieldAsync("dgr/sales", ".status.membershipProcessingStatus", Company.Cancellation)).ShouldBe("UpdateComplete"), first);
            sales = Guid.Parse(await company.Cluster.FieldAsync("dgr/sales", ".status.groupId", Company.Cancellation));
            // It saves when nothing has been saved for a while: killed, it has only that.
            await Eventually.HoldsAsync(() =>
            {
                Directory.EnumerateFiles(state.Path, "*.snapshot", SearchOption.AllDirectories).ShouldHaveSingleItem();
                return Task.CompletedTask;
            }, first);
            if (isKilled) first.Kill();
            else (await first.StopAsync()).ExitCode.ShouldBe(0, first.Log);
        }

        var lastFull = await company.Cluster.FieldAsync("scon/corp", ".status.imports.activeDirectory.lastFull", Company.Cancellation);
        await company.ChangeAsync(ben.Name, LdapModification.Replace("department", "Sales"));
        company.Entra.AddMember(team, ben.CloudId);

        await using var second = company.StartOperator("--state-dir", state.Path);

        await Eventually.HoldsAsync(async () => (await company.WrittenBackAsync(team))!.Texts("member").Count.ShouldBe(2), second);
        await Eventually.HoldsAsync(() =>
        {
            company.Entra.MembersOf(sales).ShouldBe([anna.CloudId, ben.CloudId], ignoreOrder: true);
            return Task.CompletedTask;
        }, second);
        second.Log.ShouldContain("took up ");
        (await company.Cluster.FieldAsync("scon/corp", ".status.imports.activeDirectory.lastFull", Company.Cancellation)).ShouldBe(lastFull, "nothing was read that was known");
    }

    [Fact]
    public async Task A_policy_that_was_switched_off_meanwhile_still_deletes_nothing_without_a_confirmation()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        using var state = new TemporaryFolder();
        var team = company.Entra.AddGroup("Team");
        await company.ConnectAsync();
        await company.ApplyPolicyAsync("deletionPolicy: Delete\nselection: {types: [Security], honourWritebackConfiguration: false}");
        await using (var first = company.StartOperator("--state-dir", state.Path))
        {
            await Eventually.HoldsAsync(async () => (await company.WrittenBackAsync(team)).ShouldNotBeNull(), first);
            (await first.StopAsync()).ExitCode.ShouldBe(0, first.Log);
        }

        var lastFull = await company.Cluster.FieldAsync("scon/corp", ".status.imports.activeDirectory.lastFull", Company.Cancellation);
        await company.ApplyPolicyAsync("enabled: false\ndeletionPolicy: Delete\nselection: {types: [Security], honourWritebackConfiguration: false}");

        await using var second = company.StartOperator("--state-dir", state.Path);

        await Eventually.HoldsAsync(
            async () => (await company.Cluster.FieldAsync("gwp/cloud-groups", ".status.pendingDeletion.count", Company.Cancellation)).ShouldBe("1"), second);
        (await company.WrittenBackAsync(team)).ShouldNotBeNull();
        (await company.Cluster.FieldAsync("scon/corp", ".status.imports.activeDirectory.lastFull", Company.Cancellation)).ShouldNotBe(lastFull, "a switched policy is looked at anew");
    }
}
