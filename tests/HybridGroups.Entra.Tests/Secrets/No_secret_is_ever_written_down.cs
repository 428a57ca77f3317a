using HybridGroups.Entra.Connecting;
using HybridGroups.Entra.Tests.Surroundings;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Hosting;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Tests.Secrets;

public sealed class No_secret_is_ever_written_down
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Neither_secret_nor_token_nor_link_is_in_any_log_line_of_a_stormy_day()
    {
        await using var simulated = await SimulatedTenant.StartAsync(seed: 3, faults: FaultSettings.Hard);
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        simulated.Handler.OnSend = (_, request) =>
        {
            if (request.Headers.Authorization?.Parameter is { } token)
                tokens.Add(token);
        };

        await new AllFaults.Day(simulated).LiveAsync();
        var mirror = await simulated.ReadAsync();

        simulated.Logs.Lines.Count.ShouldBeGreaterThan(20);
        tokens.ShouldNotBeEmpty();
        var everything = string.Join('\n', simulated.Logs.Lines);
        everything.ShouldNotContain(Simulator.DefaultClientSecret);
        everything.ShouldNotContain("deltatoken", Case.Insensitive);
        foreach (var token in tokens)
            everything.ShouldNotContain(token[^40..]);
        mirror.CheckpointOf(CloudObjectKind.User)!.ToString().ShouldNotContain("deltatoken");
    }

    [Fact]
    public async Task A_wrong_secret_is_not_in_the_exception_that_says_so()
    {
        await using var simulated = await SimulatedTenant.StartAsync(
            adjust: options => options with { Credential = new EntraCredential.ClientSecret(Simulator.DefaultClientId, "a-canary-that-must-not-sing") });

        var failure = await Should.ThrowAsync<CloudException>(() => simulated.Directory.ReadTenantAsync(Cancellation));

        failure.Problem.Code.ShouldBe("AADSTS7000215");
        (failure.ToString() + string.Join('\n', simulated.Logs.Lines)).ShouldNotContain("canary");
    }

    [Fact]
    public void Credentials_and_options_print_nothing_they_hold()
    {
        var options = new EntraOptions("tenant", new EntraCredential.ClientSecret("client", "a-canary-that-must-not-sing"));

        options.ToString().ShouldNotContain("canary");
        options.Credential.ToString().ShouldNotContain("canary");
    }
}
