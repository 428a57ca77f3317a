using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Permissions;

public sealed class What_cannot_be_done_is_said_with_its_remedy(SharedSurroundings surroundings)
{
    [Fact]
    public async Task An_account_that_may_not_change_permissions()
    {
        await using var verb = await PermissionsVerb.OnNewContainerAsync(surroundings);
        Refused(await verb.RunAsServiceAsync("grant"), "right");
        // But looking is free.
        (await verb.RunAsServiceAsync("check")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_password_is_not_repeated_and_the_right_one_works_from_the_environment()
    {
        await using var verb = await PermissionsVerb.OnNewContainerAsync(surroundings);
        const string Wrong = "Aa1-not-this-one";
        var refused = await verb.RunWithPasswordAsync(Wrong, "check");
        Refused(refused, "password");
        (refused.Output + refused.Errors).ShouldNotContain(Wrong);
        (await verb.RunWithPasswordAsync(await verb.AdministratorPasswordAsync(), "check")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for()
    {
        await using var verb = await PermissionsVerb.OnNewContainerAsync(surroundings);
        Refused(await verb.RunWithoutTrustAsync("check"), "certificate");
    }

    [Fact]
    public async Task A_container_that_is_not_there()
    {
        await using var verb = await PermissionsVerb.OnNewContainerAsync(surroundings);
        Refused(await verb.RunOnAsync(verb.Container.Child("OU", "nowhere"), "grant"), "OU=nowhere");
    }

    [Fact]
    public async Task Arguments_that_do_not_say_where()
    {
        await using var verb = await PermissionsVerb.OnNewContainerAsync(surroundings);
        var both = await verb.RunAsync("check", "--all-domains");
        both.ExitCode.ShouldBe(2);
        both.Errors.ShouldContain("--container DN, or --all-domains");
    }

    private static void Refused(ScriptResult result, string word)
    {
        result.ExitCode.ShouldBe(2, result.Output);
        result.Errors.ShouldContain(word, Case.Insensitive);
        // What is wrong, and below it what to do.
        result.Errors.TrimEnd().Split('\n').Length.ShouldBeGreaterThanOrEqualTo(2, result.Errors);
    }
}
