using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FaultProxy.Tcp;
using HybridGroups.EndToEnd.Tests.Engine;
using HybridGroups.EndToEnd.Tests.Running;
using HybridGroups.GraphSimulator.Hosting;
using HybridGroups.GraphSimulator.Tenant;
using Ldap;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Connectors;

/// <summary>Every way to both directories, each by a connector of its own to the same domain and the same tenant.</summary>
public sealed class A_connector_takes_the_way_it_is_told(A_connector_takes_the_way_it_is_told.World world) : IClassFixture<A_connector_takes_the_way_it_is_told.World>
{
    private Company Company => world.Company;

    [Fact]
    public Task To_the_domain_with_a_password_after_StartTLS() => ReadyAsync("starttls");

    [Fact]
    public Task To_the_domain_with_Kerberos() => ReadyAsync("kerberos");

    [Fact]
    public Task To_the_domain_with_an_authority_in_a_secret() => ReadyAsync("secret-authority");

    [Fact]
    public Task To_the_tenant_with_a_certificate() => ReadyAsync("certificate");

    [Fact]
    public Task To_the_tenant_with_the_token_of_a_service_account() => ReadyAsync("workload");

    [Fact]
    public Task To_the_tenant_with_a_managed_identity() => ReadyAsync("managed");

    [Fact]
    public async Task A_certificate_that_the_application_does_not_know_is_named()
    {
        await Eventually.HoldsAsync(
            async () => (await Company.Cluster.ConditionAsync("scon/unregistered", "Ready", Company.Cancellation)).ShouldContain("the certificate is not the one registered with the application"), world.Operator);
    }

    [Fact]
    public async Task To_the_servers_in_their_order_and_to_the_next_when_one_is_down()
    {
        await ReadyAsync("several");
        (await ReachedAsync("several")).ShouldContain($"localhost:{world.First.EndPoint.Port}/ answers");
        await world.First.StopListeningAsync();
        world.First.StrikeOpenConnections(new TcpFault.Reset(0));
        await Eventually.HoldsAsync(async () => (await ReachedAsync("several")).ShouldContain($"localhost:{world.Second.EndPoint.Port}/ answers"), world.Operator, TimeSpan.FromSeconds(90));
        await ReadyAsync("several");
        world.First.ListenAgain();
    }

    [Fact]
    public async Task A_read_that_is_cut_is_done_again_on_the_other_server()
    {
        await ReadyAsync("cut");
        world.Cutting.AcceptedConnections.ShouldBePositive("nobody was cut off");
        (await Company.Cluster.FieldAsync("scon/cut", ".status.imports.activeDirectory.objects", Company.Cancellation))
            .ShouldBe(await Company.Cluster.FieldAsync("scon/starttls", ".status.imports.activeDirectory.objects", Company.Cancellation));
    }

    [Fact]
    public async Task When_no_server_answers_each_is_named()
    {
        await Eventually.HoldsAsync(
            async () =>
            {
                var message = await Company.Cluster.ConditionAsync("scon/silent", "Ready", Company.Cancellation);
                message.ShouldStartWith("False Unreachable");
                message.ShouldContain("127.0.0.1:1");
                message.ShouldContain("127.0.0.1:2");
            },
            world.Operator);
    }

    private Task ReadyAsync(string connector) => Eventually.HoldsAsync(
        async () => (await Company.Cluster.ConditionAsync($"scon/{connector}", "Ready", Company.Cancellation)).ShouldStartWith("True Succeeded"), world.Operator, TimeSpan.FromSeconds(90));

    private Task<string> ReachedAsync(string connector) => Company.Cluster.ConditionAsync($"scon/{connector}", "ActiveDirectoryReachable", Company.Cancellation);

    /// <summary>The applications and accounts that the connectors sign in with, and what stands between them and the domain controller.</summary>
    public sealed class World(SharedSurroundings surroundings) : CompanyWithOperator(surroundings)
    {
        private const string Secret = "clientId: " + Simulator.DefaultClientId + "\n      secretRef: {name: corp-entra, key: client-secret}";
        private const string Application = "99999999-aaaa-4bbb-8ccc-dddddddddddd";
        private const string Unregistered = "99999999-aaaa-4bbb-8ccc-eeeeeeeeeeee";
        private const string Issuer = "https://issuer.example.com";
        private const string Subject = "system:serviceaccount:hybrid-groups:hybrid-groups";
        private const string Audience = "api://AzureADTokenExchange";

        private readonly EnvironmentDescription servers = surroundings.Description;
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hybrid-groups-ways-");

        internal TcpFaultProxy First { get; } = Between(surroundings.Description);

        internal TcpFaultProxy Second { get; } = Between(surroundings.Description);

        /// <summary>It lets the sign-in pass, and never the whole of a read.</summary>
        internal TcpFaultProxy Cutting { get; } = Between(surroundings.Description);

        private Uri DomainController => servers.ActiveDirectory!.Url;

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            foreach (var proxy in new[] { First, Second, Cutting }) await proxy.DisposeAsync();
            folder.Delete(recursive: true);
        }

        private protected override async Task SetUpAsync(Company founded)
        {
            await founded.HireAsync("Nobody");
            for (var number = 0; number < 30; number++)
            {
                await founded.AddAsync(
                    founded.Groups.Child("CN", $"Wordy {number}"), LdapAttribute.Of("objectClass", "group"),
                    LdapAttribute.Of("sAMAccountName", $"w{number}-{founded.Cluster.Namespace}"), LdapAttribute.Of("description", new string('w', 1000)));
            }

            await RegisterAsync(founded);
            const string simple = "secretRef: {name: corp-ad}";
            var direct = $"ldaps://{DomainController.Host}";
            await ApplyAsync(founded, "starttls", $"ldap://{DomainController.Host}", simple, Secret, "StartTLS");
            await ApplyAsync(founded, "kerberos", direct, "secretRef: {name: corp-ad-kerberos}\n      method: Kerberos", Secret);
            await ApplyAsync(founded, "certificate", direct, simple, $"clientId: {Application}\n      certificateRef: {{name: registered}}");
            await ApplyAsync(founded, "unregistered", direct, simple, $"clientId: {Application}\n      certificateRef: {{name: unregistered}}");
            await ApplyAsync(founded, "workload", direct, simple, $"clientId: {Application}\n      workloadIdentity: {{tokenFile: {TokenFile}}}");
            await ApplyAsync(founded, "managed", direct, simple, $"clientId: {Application}\n      managedIdentity: {{}}");
            await founded.Cluster.KubectlAsync(
                Company.Cancellation, "create", "secret", "generic", "corp-ad-authority", $"--from-file=ca.crt={servers.ActiveDirectory!.CertificateAuthority}");
            await ApplyAsync(founded, "secret-authority", direct, simple, Secret, authority: "secretKeyRef: {name: corp-ad-authority, key: ca.crt}");
            await ApplyAsync(founded, "several", $"ldaps://localhost:{First.EndPoint.Port}\", \"ldaps://localhost:{Second.EndPoint.Port}", simple, Secret);
            Cutting.Always = new TcpFault.Cut(20_000);
            await ApplyAsync(founded, "cut", $"ldaps://localhost:{Cutting.EndPoint.Port}\", \"{direct}", simple, Secret);
            await ApplyAsync(founded, "silent", "ldaps://127.0.0.1:1\", \"ldaps://127.0.0.1:2", simple, Secret);
        }

        private protected override OperatorProcess Start(Company founded) => OperatorProcess.Start(
            servers, ["run", "--kubeconfig", servers.Kubernetes!.Kubeconfig, "--namespace", founded.Cluster.Namespace, "--log-level", "Debug"],
            // Where an Azure machine has its metadata service, and a machine of the domain the name of its ticket server.
            ("AZURE_POD_IDENTITY_AUTHORITY_HOST", founded.Tenant.Address.GetLeftPart(UriPartial.Authority)), ("KRB5_CONFIG", Path.Combine(folder.FullName, "krb5.conf")));

        private string TokenFile => Path.Combine(folder.FullName, "token");

        private static TcpFaultProxy Between(EnvironmentDescription servers) => TcpFaultProxy.Start(servers.ActiveDirectory!.Url.Host, LdapEndpoint.TlsPort);

        private async Task RegisterAsync(Company founded)
        {
            var application = new AppRegistration { ClientId = Application, Roles = new HashSet<string>(StringComparer.Ordinal) { "Directory.Read.All", "Group.ReadWrite.All" } };
            application.Federations.Add((Issuer, Subject, Audience));
            application.Certificates.Add(await AddCertificateAsync(founded, "registered"));
            founded.Entra.Register(application);
            await AddCertificateAsync(founded, "unregistered");
            await File.WriteAllTextAsync(
                TokenFile, $"{Encoded("""{"alg":"RS256"}""")}.{Encoded($$"""{"iss":"{{Issuer}}","sub":"{{Subject}}","aud":"{{Audience}}"}""")}.{Encoded("signature")}", Company.Cancellation);

            await founded.Cluster.KubectlAsync(
                Company.Cancellation, "create", "secret", "generic", "corp-ad-kerberos", "--from-literal=username=svc-hybrid-groups@CORP.EXAMPLE.COM",
                $"--from-file=password={servers.ActiveDirectory!.ServiceAccountPasswordFile}");
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "krb5.conf"),
                $$"""
                [libdefaults]
                  default_realm = CORP.EXAMPLE.COM
                  dns_lookup_kdc = false
                  dns_lookup_realm = false
                  rdns = false
                  dns_canonicalize_hostname = false
                [realms]
                  CORP.EXAMPLE.COM = {
                    kdc = {{DomainController.Host}}
                  }
                """, Company.Cancellation);
            // In a domain with DNS the domain controller has the name by which it is asked.
            var controller = founded.Domain.Child("OU", "Domain Controllers").Child("CN", "DC1");
            await founded.EnsureValueAsync(controller, "servicePrincipalName", $"ldap/{DomainController.Host}");
        }

        private async Task<byte[]> AddCertificateAsync(Company founded, string name)
        {
            using var key = RSA.Create(2048);
            var now = TimeProvider.System.GetUtcNow();
            using var certificate = new CertificateRequest("CN=operator", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
            var (certificateFile, keyFile) = (Path.Combine(folder.FullName, $"{name}.crt"), Path.Combine(folder.FullName, $"{name}.key"));
            await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem(), Company.Cancellation);
            await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem(), Company.Cancellation);
            await founded.Cluster.KubectlAsync(Company.Cancellation, "create", "secret", "tls", name, $"--cert={certificateFile}", $"--key={keyFile}");
            return certificate.RawData;
        }

        private static Task ApplyAsync(
            Company founded, string name, string servers, string account, string application, string tls = "LDAPS", string authority = "configMapKeyRef: {name: corp-ad-ca, key: ca.crt}") => founded.Cluster.ApplyAsync(
            $$"""
            apiVersion: hybridgroups.io/v1alpha1
            kind: SyncConnector
            metadata: {name: "{{name}}"}
            spec:
              activeDirectory:
                servers: ["{{servers}}"]
                baseDN: {{founded.Domain}}
                tls:
                  mode: {{tls}}
                  caBundle:
                    {{authority}}
                credentials:
                  {{account}}
                scope: {include: ["{{founded.Root}}"]}
              entra:
                tenantId: {{founded.Entra.TenantId:D}}
                endpoints:
                  graph: {{founded.Tenant.Address.GetLeftPart(UriPartial.Authority)}}
                  login: {{founded.Tenant.Address.GetLeftPart(UriPartial.Authority)}}
                credentials:
                  {{application}}
              schedule: {interval: 10s}
            """, Company.Cancellation);

        private static string Encoded(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
    }
}
