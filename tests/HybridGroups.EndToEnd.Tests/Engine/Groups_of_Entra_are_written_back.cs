using HybridGroups.EndToEnd.Tests.Running;
using Ldap;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>The story: writeback is enabled for an OU; what changes in Entra changes there.</summary>
public sealed class Groups_of_Entra_are_written_back(SharedSurroundings surroundings)
{
    [Fact]
    public async Task A_group_appears_with_its_members_and_follows_every_change()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var (anna, ben) = (await company.HireAsync("Sales"), await company.HireAsync("Sales"));
        var group = company.Entra.AddGroup("Sales, North");
        company.Entra.AddMember(group, anna.CloudId);
        await company.ConnectAsync();
        await company.ApplyPolicyAsync("naming: {commonName: DisplayName}\nselection: {types: [Security], honourWritebackConfiguration: false}");
        await using var hybridGroups = company.StartOperator();

        await Eventually.HoldsAsync(
            async () =>
            {
                var written = (await company.WrittenBackAsync(group)).ShouldNotBeNull("the group is not in Active Directory");
                written.Name.ShouldBe(company.Cloud.Child("CN", $"Sales, North_{group.ToString("D")[^12..]}"));
                written.Text("displayName").ShouldBe("Sales, North");
                written.Text("groupType").ShouldBe("-2147483640");
                written.Texts("member").ShouldBe([anna.Name.ToString()]);
            },
            hybridGroups);
        var sid = (await company.WrittenBackAsync(group))!.Bytes("objectSid")!.Value.ToArray();

        company.Entra.AddMember(group, ben.CloudId);
        company.Entra.RemoveMember(group, anna.CloudId);
        company.Entra.Update(group, ("displayName", "Sales"), ("description", "All of sales"));

        await Eventually.HoldsAsync(
            async () =>
            {
                var written = (await company.WrittenBackAsync(group))!;
                written.Texts("member").ShouldBe([ben.Name.ToString()]);
                written.Name.ShouldBe(company.Cloud.Child("CN", $"Sales_{group.ToString("D")[^12..]}"));
                written.Text("description").ShouldBe("All of sales");
                written.Bytes("objectSid")!.Value.ToArray().ShouldBe(sid);
            },
            hybridGroups);
        await Eventually.HoldsAsync(
            async () =>
            {
                (await company.Cluster.ConditionAsync("gwp/cloud-groups", "Ready", Company.Cancellation)).ShouldContain("1 groups are in Active Directory as they are in Entra.");
                (await company.Cluster.ConditionAsync("scon/corp", "Ready", Company.Cancellation)).ShouldStartWith("True Succeeded");
            },
            hybridGroups);
    }
}
