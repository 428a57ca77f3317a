using HybridGroups.EndToEnd.Tests.Running;

namespace HybridGroups.EndToEnd.Tests.Connectors;

public sealed class A_connector_says_where_it_stands(SharedSurroundings surroundings)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_ready_when_both_directories_answer_and_kubectl_shows_it()
    {
        var cluster = await Cluster.PrepareAsync(surroundings.Description, Cancellation);
        await using var hybridGroups = OperatorProcess.Start(surroundings.Description, cluster.Namespace);

        await cluster.ApplyConnectorAsync(Cancellation);
        await cluster.WaitAsync("Ready", Cancellation);

        var columns = (await cluster.KubectlAsync(Cancellation, "get", "scon")).Split('\n')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        columns[..5].ShouldBe(["corp", "True", "Succeeded", "True", "True"]);
        (await cluster.KubectlAsync(Cancellation, "get", "hybridgroups", "-o", "name")).Trim().ShouldBe("syncconnector.hybridgroups.io/corp");
    }

    [Fact]
    public async Task A_server_of_another_domain_stalls_it_and_a_connector_for_the_right_one_takes_its_place()
    {
        var cluster = await Cluster.PrepareAsync(surroundings.Description, Cancellation);
        await using var hybridGroups = OperatorProcess.Start(surroundings.Description, cluster.Namespace);

        await cluster.ApplyConnectorAsync(Cancellation, baseDn: "DC=lab,DC=example,DC=com");
        await cluster.WaitAsync("Stalled", Cancellation);
        (await cluster.MessageAsync("Ready", Cancellation)).ShouldBe(
            $"spec.activeDirectory.baseDN is 'DC=lab,DC=example,DC=com', but {surroundings.Description.ActiveDirectory!.Url} serves "
            + "'DC=corp,DC=example,DC=com': correct the servers, or make another SyncConnector for that domain.");

        // The domain is what a connector is for: it cannot be changed, only made anew.
        await cluster.KubectlAsync(Cancellation, "delete", "syncconnector", "corp");
        await cluster.ApplyConnectorAsync(Cancellation);
        await cluster.WaitAsync("Ready", Cancellation);
        (await cluster.MessageAsync("Stalled", Cancellation)).ShouldBeEmpty();
        (await cluster.MessageAsync("Reconciling", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_authority_is_named_and_picked_up_when_it_is_made()
    {
        var cluster = await Cluster.PrepareAsync(surroundings.Description, Cancellation);
        await using var hybridGroups = OperatorProcess.Start(surroundings.Description, cluster.Namespace);

        await cluster.ApplyConnectorAsync(Cancellation, caName: "not-there-yet");
        await cluster.WaitAsync("Ready=False", Cancellation);
        (await cluster.MessageAsync("Ready", Cancellation)).ShouldContain($"there is no ConfigMap '{cluster.Namespace}/not-there-yet' with a key 'ca.crt'");

        await cluster.KubectlAsync(Cancellation, "create", "configmap", "not-there-yet", $"--from-file=ca.crt={surroundings.Description.ActiveDirectory!.CertificateAuthority}");
        await cluster.WaitAsync("Ready", Cancellation);
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused_and_the_message_says_what_to_check()
    {
        var cluster = await Cluster.PrepareAsync(surroundings.Description, Cancellation);
        await using var hybridGroups = OperatorProcess.Start(surroundings.Description, cluster.Namespace);

        await cluster.KubectlAsync(Cancellation, "create", "configmap", "other-ca", $"--from-file=ca.crt={surroundings.Description.Kubernetes!.CertificateAuthority}");
        await cluster.ApplyConnectorAsync(Cancellation, caName: "other-ca");
        await cluster.WaitAsync("Ready=False", Cancellation);

        var message = await cluster.MessageAsync("ActiveDirectoryReachable", Cancellation);
        message.ShouldContain("was rejected: its issuer");
        message.ShouldContain("tls.caBundle");
    }

    [Theory]
    [InlineData("ldap://dc1.corp.example.com", "spec.activeDirectory.servers[0]: 'ldap://dc1.corp.example.com' is not an ldaps:// address")]
    public async Task A_spec_that_cannot_be_carried_out_is_stalled_with_the_path_of_the_field(string server, string message)
    {
        var cluster = await Cluster.PrepareAsync(surroundings.Description, Cancellation);
        await using var hybridGroups = OperatorProcess.Start(surroundings.Description, cluster.Namespace);

        await cluster.ApplyConnectorAsync(Cancellation, server: server);
        await cluster.WaitAsync("Stalled", Cancellation);

        (await cluster.MessageAsync("Stalled", Cancellation)).ShouldContain(message);
    }
}
