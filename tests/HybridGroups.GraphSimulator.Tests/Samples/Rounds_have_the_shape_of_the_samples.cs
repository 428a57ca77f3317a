using System.Text.Json;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tests.Surroundings;

namespace HybridGroups.GraphSimulator.Tests.Samples;

public sealed class Rounds_have_the_shape_of_the_samples
{
    [Fact]
    public async Task Pages_of_groups_to_the_delta_link_and_from_there()
    {
        Assert.SkipUnless(SharedSamples.AreHere, SharedSamples.WhyNot);

        await using var simulator = await RunningSimulator.StartAsync(new FaultSettings { DeltaPageBudget = 2 });
        var user = simulator.Tenant.AddUser("someone");
        Guid group = default;
        for (var i = 0; i < 8; i++)
        {
            group = simulator.Tenant.AddGroup($"group{i}", ("description", "x"));
            simulator.Tenant.AddMember(group, user);
        }

        var first = await simulator.GetAsync("/v1.0/groups/delta?$select=displayName,description,members");
        Compare("group-delta-page1-initial", first.Json);
        var second = await simulator.GetAsync(first.Link("@odata.nextLink")!);
        Compare("group-delta-page2-nextlink", second.Json);
        var last = await LastAsync(simulator, second);
        // The last page has no next link; its rows are those of the others.
        Compare("group-delta-page3-deltalink", last.Json);
        last.Link("@odata.nextLink").ShouldBeNull();

        var empty = await LastAsync(simulator, await simulator.GetAsync(last.Link("@odata.deltaLink")!));
        Compare("group-delta-empty", empty.Json);
        empty.Value.ShouldBeEmpty();
        simulator.Tenant.RemoveMember(group, user);
        var removed = await simulator.GetAsync(empty.Link("@odata.deltaLink")!);
        Compare("group-delta-member-removed", removed.Json, "@odata.deltaLink", "displayName", "description");
        removed.Value[0].GetProperty("members@delta")[0].GetProperty("@removed").GetProperty("reason").GetString().ShouldBe("deleted");

        var minimal = await simulator.GetAsync("/v1.0/groups/delta?$select=displayName,description,mailNickname", ("Prefer", "return=minimal"));
        Compare("group-delta-minimal", minimal.Json);
    }

    [Fact]
    public async Task A_large_group_goes_on_over_several_pages_under_one_id()
    {
        Assert.SkipUnless(SharedSamples.AreHere, SharedSamples.WhyNot);

        await using var simulator = await RunningSimulator.StartAsync(new FaultSettings { DeltaPageBudget = 10, DeltaSplitsGroups = true });
        var group = simulator.Tenant.AddGroup("LargeGroup", ("description", "A group containing thousands of users"));
        for (var i = 0; i < 40; i++)
            simulator.Tenant.AddMember(group, simulator.Tenant.AddUser($"user{i}"));

        var first = await simulator.GetAsync("/v1.0/groups/delta?$select=displayName,description,members");
        // The documentation prints a removed member in an initial round.
        Compare("group-delta-large-group-page1", first.Json, "@removed");
        var second = await simulator.GetAsync(first.Link("@odata.nextLink")!);
        Compare("group-delta-large-group-page2-same-group", second.Json, "@removed");
        second.Value[0].GetProperty("id").GetString().ShouldBe(first.Value[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Users_contacts_and_service_principals()
    {
        Assert.SkipUnless(SharedSamples.AreHere, SharedSamples.WhyNot);

        await using var simulator = await RunningSimulator.StartAsync(new FaultSettings { DeltaPageBudget = 1 });
        for (var i = 0; i < 3; i++)
        {
            simulator.Tenant.Update(
                simulator.Tenant.AddUser($"user{i}"), ("givenName", "a"), ("surname", "b"), ("jobTitle", "c"), ("mobilePhone", "d"));
            simulator.Tenant.Add(ObjectKind.OrgContact, ("displayName", "contact"), ("companyName", "c"), ("department", "d"), ("givenName", "g"),
                ("jobTitle", "j"), ("mail", "m@example.com"), ("mailNickname", "m"), ("surname", "s"));
            simulator.Tenant.Add(ObjectKind.ServicePrincipal, ("displayName", "app"), ("appDisplayName", "app"), ("accountEnabled", true),
                ("appId", Guid.NewGuid().ToString("D")), ("appOwnerOrganizationId", Guid.NewGuid().ToString("D")), ("appRoleAssignmentRequired", true));
        }

        var first = await simulator.GetAsync("/v1.0/users/delta?$select=displayName,givenName,surname");
        var last = await LastAsync(simulator, first);
        Compare("user-delta-page3-deltalink", last.Json);
        simulator.Tenant.Update(simulator.Tenant.Snapshot().Users.First(), ("displayName", "changed"));
        var changes = await simulator.GetAsync(last.Link("@odata.deltaLink")!);
        Compare("user-delta-changes", changes.Json, "@odata.deltaLink", "@removed");
        var minimal = await simulator.GetAsync("/v1.0/users/delta?$select=displayName,jobTitle,mobilePhone", ("Prefer", "return=minimal"));
        Compare("user-delta-minimal", minimal.Json);
        Compare("orgcontact-delta", (await simulator.GetAsync("/v1.0/contacts/delta")).Json);
        Compare("serviceprincipal-delta", (await simulator.GetAsync("/v1.0/servicePrincipals/delta")).Json, "addIns");
    }

    [Fact]
    public async Task Rounds_that_are_too_old_end_as_the_service_ends_them()
    {
        Assert.SkipUnless(SharedSamples.AreHere, SharedSamples.WhyNot);

        await using var simulator = await RunningSimulator.StartAsync(new FaultSettings { DeltaPageBudget = 1, PageTokenLifetime = TimeSpan.FromMinutes(10) });
        simulator.Tenant.AddGroup("one");
        simulator.Tenant.AddGroup("two");
        var first = await simulator.GetAsync("/v1.0/groups/delta?$select=displayName");
        var link = (await LastAsync(simulator, first)).Link("@odata.deltaLink")!;
        simulator.Clock.Advance(TimeSpan.FromMinutes(11));
        await simulator.SignInAsync(Hosting.Simulator.DefaultClientId, Hosting.Simulator.DefaultClientSecret);
        ShouldSay("error-expired-page-token", await simulator.GetAsync(first.Link("@odata.nextLink")!));

        simulator.Clock.Advance(TimeSpan.FromDays(8));
        await simulator.SignInAsync(Hosting.Simulator.DefaultClientId, Hosting.Simulator.DefaultClientSecret);
        ShouldSay("error-directory-delta-token-expired", await simulator.GetAsync(link));

        var fresh = (await LastAsync(simulator, await simulator.GetAsync("/v1.0/groups/delta?$select=displayName"))).Link("@odata.deltaLink")!;
        simulator.Tenant.ResetDelta();
        var reset = await simulator.GetAsync(fresh);
        var sample = SharedSamples.Body("error-resync-required-410").GetProperty("error");
        reset.Status.ShouldBe(410);
        reset.Code.ShouldBe(sample.GetProperty("code").GetString());
        reset.Headers["Location"].ShouldEndWith("$deltatoken=", Case.Insensitive);
        // The other name for it, seen elsewhere in Graph: the same status, the same envelope.
        Shape.Missing(SharedSamples.Body("error-sync-state-not-found-410"), reset.Json, "410").ShouldBeEmpty();
    }

    private static async Task<Answer> LastAsync(RunningSimulator simulator, Answer page)
    {
        while (page.Link("@odata.nextLink") is { } next) page = await simulator.GetAsync(next);
        return page;
    }

    private static void ShouldSay(string sample, Answer answer)
    {
        var error = SharedSamples.Body(sample).GetProperty("error");
        answer.Code.ShouldBe(error.GetProperty("code").GetString(), sample);
        answer.Message.ShouldBe(error.GetProperty("message").GetString(), sample);
    }

    private static void Compare(string sample, JsonElement answer, params string[] excused) =>
        Shape.Missing(SharedSamples.Body(sample), answer, sample, excused).ShouldBeEmpty(sample);
}
