using System.Security.Cryptography.X509Certificates;
using TestEnvironment;

namespace Environment.Tests.Servers;

/// <summary>Asked with the clients that people use, not with ours.</summary>
public sealed class Each_server_answers(SharedSurroundings surroundings)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task The_api_server_is_ready_for_an_administrator_with_a_client_certificate() =>
        (await Kubectl("get", "--raw", "/readyz")).ShouldBe("ok");

    [Fact]
    public async Task The_api_server_knows_users_by_token_and_gives_them_no_more_than_rbac_does()
    {
        Assert.SkipWhen(surroundings.Kubernetes.Own, "a cluster of your own has no token accounts made for tests");
        var tokens = (await File.ReadAllLinesAsync(surroundings.Kubernetes.Tokens!, TestContext.Current.CancellationToken)).Select(line => line.Split(',')).ToDictionary(fields => fields[1], fields => fields[0], StringComparer.Ordinal);

        var administrator = await TryKubectlAs(tokens["token-administrator"], "get", "namespaces");
        var user = await TryKubectlAs(tokens["token-user"], "get", "namespaces");

        administrator.ExitCode.ShouldBe(0, administrator.Errors);
        user.ExitCode.ShouldNotBe(0);
        user.Errors.ShouldContain("namespaces is forbidden");
    }

    [Fact]
    public async Task The_api_server_issues_tokens_for_service_accounts_and_calls_admission_webhooks()
    {
        var resources = await Kubectl("api-resources", "--api-group", "admissionregistration.k8s.io", "-o", "name");
        resources.ShouldContain("validatingwebhookconfigurations");

        await Kubectl("create", "serviceaccount", "environment-test", "-n", "kube-public");
        try
        {
            var token = await Script.RunAsync(
                "kubectl",
                ["--kubeconfig", surroundings.Kubernetes.Kubeconfig, "create", "--raw", "/api/v1/namespaces/kube-public/serviceaccounts/environment-test/token", "-f", "-"],
                Limit, TestContext.Current.CancellationToken,
                input: """{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"expirationSeconds":600}}""");
            token.ShouldContain("\"token\"");
        }
        finally
        {
            await Kubectl("delete", "serviceaccount", "environment-test", "-n", "kube-public");
        }
    }

    [Fact]
    public async Task The_domain_controller_answers_over_ldaps_under_its_own_authority()
    {
        var found = await Ldapsearch(surroundings.ActiveDirectory.Administrator, surroundings.ActiveDirectory.AdministratorPasswordFile, "(objectClass=domain)");

        found.ShouldContain($"dn: {surroundings.ActiveDirectory.BaseDn}");
    }

    [Fact]
    public async Task The_service_account_of_the_directory_can_bind()
    {
        Assert.SkipWhen(surroundings.ActiveDirectory.Own, "a domain of your own has no service account made for tests");
        var found = await Ldapsearch(surroundings.ActiveDirectory.ServiceAccount!, surroundings.ActiveDirectory.ServiceAccountPasswordFile!, "(sAMAccountName=svc-hybrid-groups)");

        found.ShouldContain("dn: CN=svc-hybrid-groups");
    }

    [Fact]
    public async Task The_directory_has_the_attribute_that_links_a_group_to_its_cloud_twin()
    {
        var found = await Script.RunAsync(
            "ldapsearch",
            [.. Bind(surroundings.ActiveDirectory.Administrator, surroundings.ActiveDirectory.AdministratorPasswordFile),
                "-b", $"CN=Schema,CN=Configuration,{surroundings.ActiveDirectory.BaseDn}", "(lDAPDisplayName=msDS-ExternalDirectoryObjectId)", "lDAPDisplayName"],
            Limit, TestContext.Current.CancellationToken, TrustTheDirectory());

        found.ShouldContain("lDAPDisplayName: msDS-ExternalDirectoryObjectId");
    }

    [Fact]
    public async Task The_simulator_is_healthy_over_https_under_its_own_authority()
    {
        using var authority = X509CertificateLoader.LoadCertificateFromFile(surroundings.Graph.CertificateAuthority);
        using var http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority }, RevocationMode = X509RevocationMode.NoCheck } },
        })
        {
            Timeout = Limit,
        };

        (await http.GetStringAsync(new Uri(surroundings.Graph.Url, "/health"), TestContext.Current.CancellationToken)).ShouldNotBeEmpty();
    }

    private Task<string> Kubectl(params string[] arguments) => Script.RunAsync(
        "kubectl", ["--kubeconfig", surroundings.Kubernetes.Kubeconfig, .. arguments], Limit, TestContext.Current.CancellationToken);

    private Task<ScriptResult> TryKubectlAs(string token, params string[] arguments) => Script.TryRunAsync(
        "kubectl",
        ["--kubeconfig", "/dev/null", "--server", surroundings.Kubernetes.Url!.ToString(), "--certificate-authority", surroundings.Kubernetes.CertificateAuthority!, "--token", token, .. arguments],
        Limit, TestContext.Current.CancellationToken);

    private Task<string> Ldapsearch(string account, string passwordFile, string filter) => Script.RunAsync(
        "ldapsearch", [.. Bind(account, passwordFile), "-b", surroundings.ActiveDirectory.BaseDn, filter, "dn"],
        Limit, TestContext.Current.CancellationToken, TrustTheDirectory());

    private string[] Bind(string account, string passwordFile) =>
        ["-LLL", "-x", "-H", surroundings.ActiveDirectory.Url.ToString().TrimEnd('/'), "-D", account, "-y", passwordFile, "-o", "nettimeout=10"];

    private Dictionary<string, string?> TrustTheDirectory() =>
        new(StringComparer.Ordinal) { ["LDAPTLS_CACERT"] = surroundings.ActiveDirectory.CertificateAuthority };
}
