using System.Security.Cryptography.X509Certificates;
using HybridGroups.EndToEnd.Tests.Running;

namespace HybridGroups.EndToEnd.Tests.Deployment;

/// <summary>The operator with the arguments, the rights and the webhook configuration that the chart gives it.</summary>
[Collection(typeof(DeploymentCollection))]
public sealed class The_chart_is_all_that_the_operator_needs(OwnControlPlane server)
{
    // It names no server that is there: reconciling ends in a condition, which is what the rights are needed for.
    private const string Connector = """
        apiVersion: hybridgroups.io/v1alpha1
        kind: SyncConnector
        metadata: {name: corp}
        spec:
          activeDirectory:
            servers: [ldaps://127.0.0.1:1]
            baseDN: DC=corp,DC=example,DC=com
            credentials: {secretRef: {name: corp-ad}}
          entra:
            tenantId: 11111111-2222-3333-4444-555555555555
            endpoints: {graph: "https://127.0.0.1:1", login: "https://127.0.0.1:1"}
            credentials: {clientId: 66666666-7777-8888-9999-000000000000, secretRef: {name: corp-entra, key: clientSecret}}
        """;

    // Only the webhook knows the language of rules.
    private const string Reason = "The parenthesis that opens here is never closed";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_object_is_refused_with_the_reason_and_when_no_replica_is_there_nobody_is_held_up()
    {
        await using var installed = await Installed.AsAsync(server.Description, "hybrid-groups", Cancellation);
        await using (var replica = await installed.StartReplicaAsync(Cancellation))
        {
            await replica.BecomesReadyAsync(Cancellation);
            await installed.AskAsync(replica, Cancellation);
            await Eventually.HoldsAsync(async () => (await installed.ApplyWrongRuleAsync(Cancellation)).ShouldNotBeEmpty(), replica.Process);

            var refused = await installed.ApplyWrongRuleAsync(Cancellation);
            await installed.ApplyAsync(Connector, Cancellation);
            await Eventually.HoldsAsync(
                async () => (await installed.KubectlAsync(Cancellation, "get", "syncconnector", "corp", "-o", "jsonpath={.status.conditions[?(@.type==\"Ready\")].status}")).ShouldBe("False"), replica.Process);
            await Eventually.HoldsAsync(
                async () => (await installed.KubectlAsync(Cancellation, "get", "events.events.k8s.io", "-o", "name")).ShouldContain("event"), replica.Process);

            refused.ShouldContain("The DynamicGroupRule \"wrong\" is invalid");
            refused.ShouldContain("spec.rule");
            refused.ShouldContain(Reason);
            replica.Process.Log.ShouldNotContain("forbidden", Case.Insensitive);
            (await installed.KubectlAsync(Cancellation, "get", "leases", "-o", "name")).ShouldContain("lease.coordination.k8s.io/hybrid-groups-");
        }

        (await installed.ApplyWrongRuleAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_replica_is_trusted_at_once_for_both_have_one_authority()
    {
        await using var installed = await Installed.AsAsync(server.Description, "two-replicas", Cancellation);
        await using var first = await installed.StartReplicaAsync(Cancellation);
        await using var second = await installed.StartReplicaAsync(Cancellation);
        await Task.WhenAll(first.BecomesReadyAsync(Cancellation), second.BecomesReadyAsync(Cancellation));
        await installed.AskAsync(first, Cancellation);
        await Eventually.HoldsAsync(async () => (await installed.ApplyWrongRuleAsync(Cancellation)).ShouldContain(Reason), first.Process);
        var trusted = await TrustedAsync(installed);

        await installed.AskInsteadAsync(second, Cancellation);
        first.Process.Kill();

        // The API server takes a moment to read the new address, and fails open meanwhile; no authority is added for it.
        await Eventually.HoldsAsync(async () => (await installed.ApplyWrongRuleAsync(Cancellation)).ShouldContain(Reason), second.Process);
        (await TrustedAsync(installed)).ShouldBe(trusted);
    }

    [Fact]
    public async Task An_authority_that_grows_old_is_replaced_and_at_no_time_is_a_wrong_object_taken()
    {
        await using var installed = await Installed.AsAsync(server.Description, "old-authority", Cancellation, "webhook.failurePolicy=Fail");
        var old = await PutAuthorityAsync(installed, age: TimeSpan.FromDays(300), left: TimeSpan.FromDays(65));
        await using var replica = await installed.StartReplicaAsync(Cancellation);
        await replica.BecomesReadyAsync(Cancellation);
        await installed.AskAsync(replica, Cancellation);
        await Eventually.HoldsAsync(async () => (await installed.ApplyWrongRuleAsync(Cancellation)).ShouldContain(Reason), replica.Process);
        (await AuthorityAsync(installed, "ca\\.crt")).ShouldBe(old);
        var successor = await AuthorityAsync(installed, "next\\.crt");
        successor.ShouldNotBeNullOrEmpty();

        // It is trusted for 30 s before it signs; they are over now. With "Fail", a certificate that is not trusted would be refused with other words.
        var since = TestAuthority.Encoded((TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(31)).ToString("O"));
        await installed.KubectlAsync(Cancellation, "patch", "secret", $"{installed.Name}-webhook-ca", "--type=merge", "-p", $$$"""{"data":{"next.since":"{{{since}}}"}}""");
        var unexpected = new List<string>();
        await Eventually.HoldsAsync(
            async () =>
            {
                var answer = await installed.ApplyWrongRuleAsync(Cancellation);
                if (!answer.Contains(Reason, StringComparison.Ordinal)) unexpected.Add(answer);
                (await AuthorityAsync(installed, "ca\\.crt")).ShouldBe(successor);
            },
            replica.Process);
        unexpected.ShouldBeEmpty();

        (await AuthorityAsync(installed, "previous\\.crt")).ShouldBe(old);
        await Eventually.HoldsAsync(() =>
        {
            replica.Process.Log.Split("\"EventId\":1403,").Length.ShouldBe(1 + 2); // signed by the old authority, then by the new one
            return Task.CompletedTask;
        }, replica.Process);
        (await installed.ApplyWrongRuleAsync(Cancellation)).ShouldContain(Reason);
    }

    [Fact]
    public async Task With_a_certificate_of_somebody_else_it_touches_neither_Secret_nor_configuration()
    {
        await using var installed = await Installed.AsAsync(server.Description, "given-certificate", Cancellation, "webhook.certificates.source=CertManager");
        var folder = Directory.CreateTempSubdirectory("hybrid-groups-certificate-");
        try
        {
            using var authority = TestAuthority.Make(age: TimeSpan.FromDays(1), left: TimeSpan.FromDays(30));
            await TestAuthority.SignAsync(authority, folder.FullName, Cancellation);
            await using var replica = await installed.StartReplicaAsync(Cancellation, folder.FullName);
            await replica.BecomesReadyAsync(Cancellation);
            await installed.AskAsync(replica, Cancellation);
            // What cert-manager does in a cluster.
            var bundle = TestAuthority.Encoded(authority.ExportCertificatePem());
            await installed.KubectlAsync(
                Cancellation, "patch", "validatingwebhookconfiguration", installed.Name, "--type=json",
                "-p", $$"""[{"op":"add","path":"/webhooks/2/clientConfig/caBundle","value":"{{bundle}}"}]""");

            await Eventually.HoldsAsync(async () => (await installed.ApplyWrongRuleAsync(Cancellation)).ShouldContain(Reason), replica.Process);

            (await installed.KubectlAsync(Cancellation, "get", "secrets", "-o", "name")).ShouldNotContain("webhook-ca");
            (await installed.MayAsync(Cancellation, "patch", $"validatingwebhookconfigurations/{installed.Name}")).ShouldBeFalse();
            (await installed.MayAsync(Cancellation, "create", "secrets", "--namespace", installed.Namespace)).ShouldBeFalse();
            replica.Process.Log.ShouldNotContain("forbidden", Case.Insensitive);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task In_one_namespace_it_works_without_any_right_in_the_cluster()
    {
        await using var installed = await Installed.AsAsync(server.Description, "one-namespace", Cancellation, "watchNamespace=one-namespace", "webhook.enabled=false", "rbac.aggregate=false");
        await using var replica = await installed.StartReplicaAsync(Cancellation);
        await replica.BecomesReadyAsync(Cancellation);

        await installed.ApplyAsync(Connector, Cancellation);
        await Eventually.HoldsAsync(
            async () => (await installed.KubectlAsync(Cancellation, "get", "syncconnector", "corp", "-o", "jsonpath={.status.conditions[?(@.type==\"Ready\")].status}")).ShouldBe("False"), replica.Process);

        (await installed.MayAsync(Cancellation, "list", "syncconnectors", "--all-namespaces")).ShouldBeFalse();
        (await installed.MayAsync(Cancellation, "list", "namespaces")).ShouldBeFalse();
        replica.Process.Log.ShouldNotContain("forbidden", Case.Insensitive);
    }

    [Fact]
    public async Task Entra_finds_it_under_whatever_path_the_address_has()
    {
        await using var installed = await Installed.AsAsync(
            server.Description, "notified", Cancellation, "notifications.enabled=true", "notifications.url=https://groups.example.com/entra");
        await using var replica = await installed.StartReplicaAsync(Cancellation);
        await replica.BecomesReadyAsync(Cancellation);

        (await replica.AnswerToEntraAsync("/entra/identity/corp", Cancellation)).ShouldBe("200 hello");
        (await replica.AnswerToEntraAsync("/identity/corp", Cancellation)).ShouldBe("200 hello"); // a proxy that takes the path off
    }

    [Fact]
    public async Task And_more_than_that_it_may_not()
    {
        await using var installed = await Installed.AsAsync(server.Description, "rights", Cancellation);
        string[] rights =
        [
            "patch validatingwebhookconfigurations/another", "update validatingwebhookconfigurations/rights", "create validatingwebhookconfigurations",
            "list secrets --namespace rights", "patch secrets/corp-ad --namespace rights", "create secrets --namespace default", "create leases --namespace default",
            "delete syncconnectors --namespace rights", "create dynamicgrouprules --namespace rights", "create pods --namespace rights", "escalate clusterroles", "bind clusterroles",
        ];

        var granted = new List<string>();
        foreach (var right in rights)
        {
            if (await installed.MayAsync(Cancellation, right.Split(' '))) granted.Add(right);
        }

        granted.ShouldBeEmpty();
        (await installed.MayAsync(Cancellation, "patch", "validatingwebhookconfigurations/rights")).ShouldBeTrue(); // so the question is put well
    }

    private static Task<string> TrustedAsync(Installed installed) =>
        installed.KubectlAsync(Cancellation, "get", "validatingwebhookconfiguration", installed.Name, "-o", "jsonpath={.webhooks[0].clientConfig.caBundle}");

    private static Task<string> AuthorityAsync(Installed installed, string entry) =>
        installed.KubectlAsync(Cancellation, "get", "secret", $"{installed.Name}-webhook-ca", "-o", $"jsonpath={{.data.{entry}}}");

    private static async Task<string> PutAuthorityAsync(Installed installed, TimeSpan age, TimeSpan left)
    {
        using var authority = TestAuthority.Make(age, left);
        using var key = authority.GetECDsaPrivateKey()!;
        var certificate = TestAuthority.Encoded(authority.ExportCertificatePem());
        await installed.ApplyAsync(
            $"""
            apiVersion: v1
            kind: Secret
            metadata:
              name: {installed.Name}-webhook-ca
            data:
              ca.crt: {certificate}
              ca.key: {TestAuthority.Encoded(key.ExportPkcs8PrivateKeyPem())}
            """, Cancellation);
        return certificate;
    }
}
