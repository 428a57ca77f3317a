using HybridGroups.Entra.Requests;
using HybridGroups.Entra.Tests.Surroundings;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Cloud.Memberships;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Tests.Safety;

public sealed class Nothing_is_deleted_that_should_not_be
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_group_with_another_key_is_left_alone()
    {
        await using var simulated = await SimulatedTenant.StartAsync();
        var group = simulated.Tenant.AddGroup("somebody else's", ("uniqueName", "theirs"));

        var result = await simulated.Directory.DeleteGroupAsync(new GroupDeletion(group, "ours"), Cancellation);

        result.ShouldBeOfType<GroupDeletionResult.Refused>().Problem.Class.ShouldBe(CloudProblemClass.NotTheExpectedObject);
        simulated.Tenant.IsLive(group).ShouldBeTrue();
        simulated.Tenant.Journal.ShouldNotContain(entry => entry.Method == "DELETE");
    }

    [Fact]
    public async Task A_group_without_any_key_is_left_alone()
    {
        await using var simulated = await SimulatedTenant.StartAsync();
        var group = simulated.Tenant.AddGroup("made by hand");

        await simulated.Directory.DeleteGroupAsync(new GroupDeletion(group, "made by hand"), Cancellation);

        simulated.Tenant.IsLive(group).ShouldBeTrue();
    }

    [Fact]
    public async Task A_group_that_AD_owns_is_refused_before_the_service_is_asked_to_delete_it()
    {
        await using var simulated = await SimulatedTenant.StartAsync();
        var group = simulated.Tenant.AddSyncedGroup("synced");
        simulated.Tenant.Update(group, ("uniqueName", "key"));

        var result = await simulated.Directory.DeleteGroupAsync(new GroupDeletion(group, "key"), Cancellation);

        result.ShouldBeOfType<GroupDeletionResult.Refused>().Problem.Class.ShouldBe(CloudProblemClass.OnPremisesMastered);
        simulated.Tenant.Journal.ShouldAllBe(entry => entry.Method == "GET");
    }

    [Fact]
    public async Task A_group_with_a_licence_is_refused_before_the_service_is_asked_to_delete_it()
    {
        await using var simulated = await SimulatedTenant.StartAsync();
        var group = simulated.Tenant.AddGroup("licensed", ("uniqueName", "key"));
        simulated.Tenant.AssignLicence(group, "06ebc4ee-1bb5-47dd-8120-11324bc54e06");

        var result = await simulated.Directory.DeleteGroupAsync(new GroupDeletion(group, "key"), Cancellation);

        result.ShouldBeOfType<GroupDeletionResult.Refused>().Problem.Class.ShouldBe(CloudProblemClass.LicenceAssigned);
        simulated.Tenant.IsLive(group).ShouldBeTrue();
    }

    [Fact]
    public async Task So_is_one_for_which_a_licence_was_accepted_that_is_not_assigned_yet()
    {
        await using var simulated = await SimulatedTenant.StartAsync();
        var group = simulated.Tenant.AddGroup("to be licensed", ("uniqueName", "key"));
        simulated.Tenant.Update(group, ("licenseProcessingState", """{"state":"QueuedForProcessing"}"""));

        var result = await simulated.Directory.DeleteGroupAsync(new GroupDeletion(group, "key"), Cancellation);

        result.ShouldBeOfType<GroupDeletionResult.Refused>().Problem.Class.ShouldBe(CloudProblemClass.LicenceAssigned);
        simulated.Tenant.IsLive(group).ShouldBeTrue();
    }

    [Fact]
    public async Task A_deletion_is_not_carried_out_when_the_group_cannot_be_looked_at()
    {
        await using var simulated = await SimulatedTenant.StartAsync(adjust: options => options with { Attempts = 2 });
        var group = simulated.Tenant.AddGroup("ours", ("uniqueName", "key"));
        simulated.Tenant.Script(new ScriptedFault("GET", $"/groups/{group:D}", 503) { Times = 50 });

        await Should.ThrowAsync<CloudException>(() => simulated.Directory.DeleteGroupAsync(new GroupDeletion(group, "key"), Cancellation));

        simulated.Tenant.IsLive(group).ShouldBeTrue();
    }

    [Fact]
    public async Task A_removed_member_loses_the_membership_and_not_its_account()
    {
        await using var simulated = await SimulatedTenant.StartAsync();
        var user = simulated.Tenant.AddUser("member");
        var group = simulated.Tenant.AddGroup("group");
        simulated.Tenant.AddMember(group, user);

        await simulated.Directory.ApplyMembershipsAsync([new MembershipChange.Remove(new MembershipTarget(group), user)], Cancellation);

        simulated.Tenant.MembersOf(group).ShouldBeEmpty();
        simulated.Tenant.IsLive(user).ShouldBeTrue();
    }

    [Theory]
    [InlineData("/groups/aaaaaaaa-0000-4000-8000-000000000000/members/bbbbbbbb-0000-4000-8000-000000000000")]
    [InlineData("/users/bbbbbbbb-0000-4000-8000-000000000000")]
    [InlineData("/directory/deletedItems/aaaaaaaa-0000-4000-8000-000000000000")]
    [InlineData("/groups/aaaaaaaa-0000-4000-8000-000000000000/owners/bbbbbbbb-0000-4000-8000-000000000000")]
    [InlineData("/groups/aaaaaaaa-0000-4000-8000-000000000000/members/$ref")]
    [InlineData("/groups(uniqueName='x')")]
    [InlineData("https://graph.microsoft.com/v1.0/users/bbbbbbbb-0000-4000-8000-000000000000")]
    public void A_deletion_that_this_program_does_not_make_is_never_sent(string path) =>
        Should.Throw<InvalidOperationException>(() => DeletionGuard.Check(HttpMethod.Delete, path));

    [Fact]
    public void The_path_of_a_membership_ends_in_the_reference() =>
        GraphPath.Membership(Guid.NewGuid(), Guid.NewGuid()).ShouldEndWith("/$ref");

    [Fact]
    public async Task Setting_the_rule_that_is_set_already_writes_nothing_so_that_nobody_is_thrown_out_and_taken_back()
    {
        await using var simulated = await SimulatedTenant.StartAsync();
        simulated.Tenant.AddUser("person");
        var group = simulated.Tenant.AddGroup("dynamic");
        await simulated.Directory.SetMembershipRuleAsync(group, "user.accountEnabled -eq true", isOn: true, Cancellation);
        simulated.Clock.Advance(TimeSpan.FromMinutes(10));
        simulated.Tenant.Tick();
        simulated.Tenant.MembersOf(group).Count.ShouldBe(1);
        simulated.Tenant.ClearJournal();

        await simulated.Directory.SetMembershipRuleAsync(group, "user.accountEnabled -eq true", isOn: true, Cancellation);

        simulated.Tenant.Journal.ShouldNotContain(entry => entry.Committed);
        simulated.Tenant.MembersOf(group).Count.ShouldBe(1);
    }
}
