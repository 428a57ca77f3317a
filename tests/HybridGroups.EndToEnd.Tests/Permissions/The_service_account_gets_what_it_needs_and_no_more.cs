using System.Text.Json;
using Ldap;

namespace HybridGroups.EndToEnd.Tests.Permissions;

public sealed class The_service_account_gets_what_it_needs_and_no_more(SharedSurroundings surroundings)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shown_first_then_written_then_nothing_is_missing()
    {
        await using var verb = await PermissionsVerb.OnNewContainerAsync(surroundings);
        var shown = await verb.RunAsync("grant", "--what-if");
        shown.ExitCode.ShouldBe(0, shown.Errors);
        shown.Output.ShouldContain("(OA;CI;CCDC;bf967a9c-0de6-11d0-a285-00aa003049e2;;S-1-5-21-");
        shown.Output.ShouldContain("Nothing was written.");
        var missing = await verb.RunAsync("check");
        missing.ExitCode.ShouldBe(1, missing.Errors);

        var granted = await verb.RunAsync("grant");
        granted.ExitCode.ShouldBe(0, granted.Errors);
        granted.Output.ShouldContain("entries were added. Nothing is missing.");
        (await verb.RunAsync("check")).ExitCode.ShouldBe(0);
        (await verb.RunAsync("grant")).Output.TrimEnd().ShouldEndWith("Nothing is missing.");
    }

    [Fact]
    public async Task It_can_write_groups_there_and_nothing_anywhere_else()
    {
        await using var verb = await PermissionsVerb.OnNewContainerAsync(surroundings);
        await using var service = await verb.ConnectAsServiceAsync();
        await RefusedAsync(service, verb.Container, "group");
        (await verb.RunAsync("grant")).ExitCode.ShouldBe(0);

        await service.AddAsync(verb.Container.Child("CN", "made"), [LdapAttribute.Of("objectClass", "group")], Cancellation);
        await RefusedAsync(service, verb.Container, "user");
        await RefusedAsync(service, verb.Container.Parent!.Child("CN", "Users"), "group");
    }

    [Fact]
    public async Task Programs_get_JSON_and_a_second_grant_writes_nothing()
    {
        await using var verb = await PermissionsVerb.OnNewContainerAsync(surroundings);
        var first = await JsonAsync(verb, "grant");
        first.GetProperty("granted").GetInt32().ShouldBeGreaterThan(10);
        first.GetProperty("complete").GetBoolean().ShouldBeTrue();
        var target = first.GetProperty("targets").EnumerateArray().ShouldHaveSingleItem();
        target.GetProperty("target").GetString().ShouldBe(verb.Container.ToString());
        target.GetProperty("missing").GetString()!.ShouldStartWith("D:(OA;CI;CCDC;");

        var second = await JsonAsync(verb, "grant");
        second.GetProperty("granted").GetInt32().ShouldBe(0);
        second.GetProperty("targets")[0].GetProperty("missing").GetString().ShouldBe("");
        second.GetProperty("targets")[0].GetProperty("present").GetString().ShouldBe(target.GetProperty("missing").GetString());
    }

    [Fact]
    public async Task All_domains_are_those_of_the_forest()
    {
        await using var verb = await PermissionsVerb.OnNewContainerAsync(surroundings);
        var shown = await verb.RunForForestAsync("grant", "--what-if", "--revive-deleted", "-o", "json");
        shown.ExitCode.ShouldBe(0, shown.Errors);
        var targets = JsonDocument.Parse(shown.Output).RootElement.GetProperty("targets").EnumerateArray()
            .Select(one => one.GetProperty("target").GetString()).ToList();
        var root = verb.Container.Parent!;
        targets.ShouldBe([root.ToString(), root.ToString(), root.Child("CN", "Deleted Objects").ToString()]);
    }

    private static async Task<JsonElement> JsonAsync(PermissionsVerb verb, string name)
    {
        var result = await verb.RunAsync(name, "-o", "json");
        result.ExitCode.ShouldBe(0, result.Errors);
        return JsonDocument.Parse(result.Output).RootElement;
    }

    private static async Task RefusedAsync(LdapConnection service, DistinguishedName container, string objectClass)
    {
        var error = await Should.ThrowAsync<LdapException>(
            () => service.AddAsync(container.Child("CN", "refused"), [LdapAttribute.Of("objectClass", objectClass)], Cancellation));
        error.Kind.ShouldBe(LdapErrorKind.InsufficientRights, error.Message);
    }
}
