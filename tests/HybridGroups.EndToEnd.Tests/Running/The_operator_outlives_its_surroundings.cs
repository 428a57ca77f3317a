using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Running;

/// <summary>Servers of the test's own are killed and stopped; what a user sees must be readable, and nothing may hang.</summary>
public sealed class The_operator_outlives_its_surroundings(SharedSurroundings shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_api_server_is_waited_for_and_caught_up_with()
    {
        await using var surroundings = await Surroundings.UpAsync("e2e-api", "control-plane,simulator", Cancellation);
        var cluster = await Cluster.PrepareAsync(surroundings.Description, Cancellation);
        await using var hybridGroups = OperatorProcess.Start(surroundings.Description, cluster.Namespace);
        await cluster.ApplyConnectorAsync(Cancellation, server: "ldap://first", caName: "none");
        await cluster.WaitAsync("Stalled", Cancellation);

        await surroundings.SignalAsync("kube-apiserver", "KILL", Cancellation);
        await surroundings.RestartAsync("control-plane", Cancellation);
        await cluster.ApplyConnectorAsync(Cancellation, server: "ldap://second", caName: "none");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (!(await cluster.MessageAsync("Stalled", patience.Token)).Contains("ldap://second", StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, patience.Token);
        }

        hybridGroups.HasEnded.ShouldBeFalse(hybridGroups.Log);
        hybridGroups.Log.ShouldContain("cannot follow SyncConnector, trying again");
        (await cluster.MessageAsync("Stalled", Cancellation)).ShouldContain("ldap://second");
    }

    [Fact]
    public async Task A_domain_controller_that_hangs_is_reported_within_its_deadline_and_found_again()
    {
        await using var surroundings = await Surroundings.UpAsync("e2e-ad", "active-directory", Cancellation);
        var description = shared.Description with { ActiveDirectory = surroundings.Description.ActiveDirectory };
        var cluster = await Cluster.PrepareAsync(description, Cancellation);
        await using var hybridGroups = OperatorProcess.Start(description, cluster.Namespace);
        await cluster.ApplyConnectorAsync(Cancellation);
        await cluster.WaitAsync("Ready", Cancellation);

        await surroundings.SignalAsync("samba", "STOP", Cancellation);
        await cluster.WaitAsync("ActiveDirectoryReachable=False", Cancellation);
        var message = await cluster.MessageAsync("Ready", Cancellation);
        await surroundings.SignalAsync("samba", "CONT", Cancellation);
        await cluster.WaitAsync("Ready", Cancellation);

        message.ShouldContain("within 10 s");
    }

    [Fact]
    public async Task Sigterm_ends_it_in_order_with_exit_code_0_even_while_a_directory_hangs()
    {
        await using var surroundings = await Surroundings.UpAsync("e2e-stop", "active-directory", Cancellation);
        var description = shared.Description with { ActiveDirectory = surroundings.Description.ActiveDirectory };
        var cluster = await Cluster.PrepareAsync(description, Cancellation);
        await surroundings.SignalAsync("samba", "STOP", Cancellation);
        await using var hybridGroups = OperatorProcess.Start(description, cluster.Namespace);
        await cluster.ApplyConnectorAsync(Cancellation);
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, Cancellation); // it hangs in the probe now

        var (exitCode, took) = await hybridGroups.StopAsync();
        await surroundings.SignalAsync("samba", "CONT", Cancellation);

        exitCode.ShouldBe(0, hybridGroups.Log);
        // What is under way may come to its end, and asking a domain controller that hangs ends after 10 s.
        took.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        hybridGroups.Log.ShouldContain("told to stop");
        hybridGroups.Log.ShouldContain("operator stopped");
    }

    [Theory]
    [InlineData("nowhere.yaml", "cannot be read")]
    [InlineData("broken.yaml", "not valid YAML")]
    [InlineData("insecure.yaml", "insecure-skip-tls-verify is set")]
    [InlineData("no-context.yaml", "there is no context 'prod'; known are: test")]
    public async Task A_kubeconfig_that_cannot_be_used_is_explained_with_exit_code_2(string file, string message)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Running", "Kubeconfigs", file);

        var result = await Script.TryRunAsync(
            "dotnet", [OperatorProcess.Program, "run", "--kubeconfig", path], TimeSpan.FromSeconds(30), Cancellation);

        result.ExitCode.ShouldBe(2, result.Errors);
        result.Errors.ShouldStartWith("error: ");
        result.Errors.ShouldContain(path);
        result.Errors.ShouldContain(message);
    }
}
