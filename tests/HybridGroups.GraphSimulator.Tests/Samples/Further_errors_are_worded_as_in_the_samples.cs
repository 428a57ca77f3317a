using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Tests.Surroundings;

namespace HybridGroups.GraphSimulator.Tests.Samples;

public sealed class Further_errors_are_worded_as_in_the_samples
{
    [Fact]
    public async Task Of_writes_and_queries()
    {
        Assert.SkipUnless(SharedSamples.AreHere, SharedSamples.WhyNot);

        await using var simulator = await RunningSimulator.StartAsync();
        var user = simulator.Tenant.AddUser("someone");
        var group = simulator.Tenant.AddGroup("group");
        simulator.Tenant.AddGroup("taken", ("groupTypes", (string[])["Unified"]), ("mailNickname", "taken"), ("mailEnabled", true));
        var unified = simulator.Tenant.AddGroup("unified", ("groupTypes", (string[])["Unified"]), ("mailNickname", "unified"), ("mailEnabled", true));
        var nobody = Guid.NewGuid();
        const string Dynamic = "\"mailEnabled\":true,\"securityEnabled\":false,\"groupTypes\":[\"Unified\",\"DynamicMembership\"],\"membershipRuleProcessingState\":\"On\"";
        foreach (var (sample, method, path, body, with) in new (string, string, string, string?, (string Old, string New)?)[]
        {
            ("error-add-nonexistent-object", "POST", $"/v1.0/groups/{group}/members/$ref", $$"""{"@odata.id":"{{simulator.Root}}/v1.0/directoryObjects/{{nobody}}"}""", ("m1", $"{nobody}")),
            ("error-group-not-yet-replicated", "GET", $"/v1.0/groups/{nobody}", null, ("7d97c410-af26-447c-81d8-....", $"{nobody}")),
            ("error-mailnickname-conflict", "POST", "/v1.0/groups", """{"displayName":"x","mailNickname":"taken","mailEnabled":true,"securityEnabled":false,"groupTypes":["Unified"]}""", null),
            ("error-dynamic-group-with-members", "POST", "/v1.0/groups",
                $$"""{"displayName":"x","mailNickname":"x1",{{Dynamic}},"membershipRule":"user.city -eq \"x\"","members@odata.bind":["{{simulator.Root}}/v1.0/users/{{user}}"]}""", null),
            ("error-dynamic-rule-no-object-type", "POST", "/v1.0/groups", $$"""{"displayName":"x","mailNickname":"x2",{{Dynamic}},"membershipRule":"(accountEnabled -eq true)"}""", null),
            ("error-dynamic-rule-unsupported-property", "POST", "/v1.0/groups",
                $$"""{"displayName":"x","mailNickname":"x3",{{Dynamic}},"membershipRule":"(user.noSuchProperty -eq \"x\")"}""", ("employeeType", "noSuchProperty")),
            ("group-validate-properties-422", "POST", $"/v1.0/groups/{unified}/validateProperties", """{"mailNickname":"taken"}""", null),
        })
        {
            var answer = await simulator.SendAsync(new HttpMethod(method), path, body);
            var expected = SharedSamples.Body(sample).GetProperty("error");
            answer.Code.ShouldBe(expected.GetProperty("code").GetString(), $"{sample}: {answer.Text}");
            var message = expected.GetProperty("message").GetString()!;
            answer.Message.ShouldBe(with is { } replaced ? message.Replace(replaced.Old, replaced.New, StringComparison.Ordinal) : message, sample);
            Shape.Missing(SharedSamples.Body(sample), answer.Json, sample).ShouldBeEmpty(sample);
        }

        var notIndexed = await simulator.GetAsync($"/v1.0/users?$filter=id ge '{user}'&$count=true", ("ConsistencyLevel", "eventual"));
        notIndexed.Status.ShouldBe(400);
        notIndexed.Code.ShouldBe(SharedSamples.Body("error-filter-not-indexed").GetProperty("error").GetProperty("code").GetString());
        var evaluated = await simulator.SendAsync(HttpMethod.Post, $"/beta/groups/{group}/evaluateDynamicMembership", $$"""{"memberId":"{{user}}"}""");
        SharedSamples.Request("evaluate-dynamic-membership-by-group").GetProperty("method").GetString().ShouldBe("POST");
        evaluated.Status.ShouldBe(403, "it is for people, not for applications");
    }

    [Fact]
    public async Task Of_the_hundred_and_first_owner()
    {
        Assert.SkipUnless(SharedSamples.AreHere, SharedSamples.WhyNot);

        await using var simulator = await RunningSimulator.StartAsync();
        var group = simulator.Tenant.AddGroup("group");
        for (var i = 0; i < 100; i++) simulator.Tenant.AddOwner(group, simulator.Tenant.AddUser($"owner{i}"));
        var answer = await simulator.SendAsync(HttpMethod.Post, $"/v1.0/groups/{group}/owners/$ref",
            $$"""{"@odata.id":"{{simulator.Root}}/v1.0/directoryObjects/{{simulator.Tenant.AddUser("one more")}}"}""");
        answer.Status.ShouldBe(SharedSamples.Status("error-owners-quota"));
        answer.Message.ShouldBe(SharedSamples.Body("error-owners-quota").GetProperty("error").GetProperty("message").GetString()!.Replace("121", "101", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_throttling_and_of_tokens_that_have_expired()
    {
        Assert.SkipUnless(SharedSamples.AreHere, SharedSamples.WhyNot);

        await using var simulator = await RunningSimulator.StartAsync(new FaultSettings { ThrottleShare = 1 });
        var throttled = await simulator.GetAsync("/v1.0/groups");
        throttled.Status.ShouldBe(429);
        throttled.Code.ShouldBe(SharedSamples.Body("error-429-too-many-requests").GetProperty("error").GetProperty("code").GetString());
        throttled.Headers.Keys.ShouldContain("Retry-After");
        simulator.Tenant.Faults = FaultSettings.Demo;
        simulator.Clock.Advance(TimeSpan.FromHours(2));
        var expired = await simulator.GetAsync("/v1.0/groups");
        expired.Status.ShouldBe(401);
        var sample = SharedSamples.Body("error-token-expired-401");
        expired.Code.ShouldBe(sample.GetProperty("error").GetProperty("code").GetString());
        expired.Message.ShouldBe(sample.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public async Task Of_a_removal_that_was_made_elsewhere_in_either_form()
    {
        Assert.SkipUnless(SharedSamples.AreHere, SharedSamples.WhyNot);

        await using var simulator = await RunningSimulator.StartAsync(new FaultSettings { ReplicaLag = TimeSpan.FromSeconds(1) });
        var group = simulator.Tenant.AddGroup("group");
        var other = simulator.Tenant.AddUser("other");
        simulator.Clock.Advance(TimeSpan.FromMinutes(1));
        var messages = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 60; i++) messages.Add((await simulator.SendAsync(HttpMethod.Delete, $"/v1.0/groups/{group}/members/{other}/$ref", null)).Message);
        messages.ShouldContain(SharedSamples.Body("error-member-remove-missing-400").GetProperty("error").GetProperty("message").GetString()!);
        messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Of_a_rule_that_turns_out_to_be_wrong_when_it_is_switched_on()
    {
        Assert.SkipUnless(SharedSamples.AreHere, SharedSamples.WhyNot);

        await using var simulator = await RunningSimulator.StartAsync();
        var made = await simulator.SendAsync(HttpMethod.Post, "/v1.0/groups",
            """{"displayName":"x","mailNickname":"x","mailEnabled":false,"securityEnabled":true,"groupTypes":["DynamicMembership"],"membershipRule":"user.noSuchProperty -eq \"x\"","membershipRuleProcessingState":"Paused"}""");
        var id = made.Json.GetProperty("id").GetString();
        (await simulator.SendAsync(HttpMethod.Patch, $"/v1.0/groups/{id}", """{"membershipRuleProcessingState":"On"}""")).Status.ShouldBe(204);
        simulator.Clock.Advance(TimeSpan.FromMinutes(5));
        simulator.Tenant.Tick();
        var status = await simulator.GetAsync($"/beta/groups/{id}?$select=id,membershipRuleProcessingStatus");
        Shape.Missing(SharedSamples.Body("dynamic-group-processing-failed"), status.Json, "status").ShouldBeEmpty();
        status.Json.GetProperty("membershipRuleProcessingStatus").GetProperty("status").GetString().ShouldBe("Failed");
    }
}
