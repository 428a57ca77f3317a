using HybridGroups.Api.Conditions;
using HybridGroups.Api.References;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Controllers.SyncConnectors;
using HybridGroups.Sync.Ports;

namespace HybridGroups.Controllers.Tests.SyncConnectors;

public sealed class A_connector_is_ready_only_when_every_check_holds
{
    [Fact]
    public void With_both_sides_answering_for_the_right_domain_nothing_is_in_the_way() =>
        ConnectorChecks.Decide(A.HealthySnapshot).ShouldBeNull();

    [Fact]
    public void The_case_of_a_distinguished_name_does_not_matter() =>
        ConnectorChecks.Decide(A.HealthySnapshot with
        {
            ActiveDirectory = new ProbeResult.Answers(A.DomainController, "dc=Corp,dc=Example,dc=COM"),
        }).ShouldBeNull();

    [Fact]
    public void A_silent_domain_controller_is_tried_again()
    {
        var verdict = ConnectorChecks.Decide(A.HealthySnapshot with { ActiveDirectory = new ProbeResult.Silent("dc1 is asleep.") });

        verdict.ShouldBe(new ConnectorVerdict(Reasons.Unreachable, "Active Directory: dc1 is asleep.", IsTerminal: false));
    }

    [Fact]
    public void A_silent_graph_is_tried_again()
    {
        var verdict = ConnectorChecks.Decide(A.HealthySnapshot with { Entra = new ProbeResult.Silent("graph is asleep.") });

        verdict.ShouldBe(new ConnectorVerdict(Reasons.Unreachable, "Microsoft Entra: graph is asleep.", IsTerminal: false));
    }

    [Theory]
    [InlineData("DC=lab,DC=example,DC=com", "serves 'DC=lab,DC=example,DC=com'")]
    [InlineData(null, "serves 'no domain'")]
    public void A_server_of_another_domain_is_never_taken_for_ours(string? serves, string message)
    {
        var verdict = ConnectorChecks.Decide(A.HealthySnapshot with { ActiveDirectory = new ProbeResult.Answers(A.DomainController, serves) });

        verdict.ShouldNotBeNull().Reason.ShouldBe(Reasons.WrongDomain);
        verdict.IsTerminal.ShouldBeTrue();
        verdict.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("ldap://dc1.corp.example.com")]
    [InlineData("dc1.corp.example.com")]
    [InlineData("ldaps://")]
    public void An_address_that_is_not_ldaps_names_its_place_in_the_spec(string server)
    {
        var spec = A.Spec with { ActiveDirectory = A.Spec.ActiveDirectory with { Servers = ["ldaps://good.example.com", server] } };

        var verdict = ConnectorChecks.Decide(A.Snapshot(spec));

        verdict.ShouldNotBeNull().Reason.ShouldBe(Reasons.InvalidSpec);
        verdict.Message.ShouldContain($"spec.activeDirectory.servers[1]: '{server}'");
    }

    [Theory]
    [InlineData("9s")]
    [InlineData("")]
    [InlineData("soon")]
    public void An_interval_that_is_too_short_or_none_is_refused(string interval)
    {
        var verdict = ConnectorChecks.Decide(A.Snapshot(A.Spec with { Schedule = new ScheduleSpec { Interval = interval } }));

        verdict.ShouldNotBeNull().Message.ShouldContain($"spec.schedule.interval: '{interval}'");
    }

    [Fact]
    public void A_ca_bundle_comes_from_one_place()
    {
        var both = new CaBundleSource
        {
            SecretKeyRef = new KeyReference { Name = "a", Key = "ca.crt" },
            ConfigMapKeyRef = new KeyReference { Name = "b", Key = "ca.crt" },
        };
        var spec = A.Spec with { ActiveDirectory = A.Spec.ActiveDirectory with { Tls = new TlsSpec { CaBundle = both } } };

        ConnectorChecks.Decide(A.Snapshot(spec)).ShouldNotBeNull().Message.ShouldContain("either secretKeyRef or configMapKeyRef");
    }

    [Theory]
    [InlineData(EntraCloud.Public, "https://graph.microsoft.com/")]
    [InlineData(EntraCloud.USGov, "https://graph.microsoft.us/")]
    [InlineData(EntraCloud.USGovDoD, "https://dod-graph.microsoft.us/")]
    [InlineData(EntraCloud.China, "https://microsoftgraph.chinacloudapi.cn/")]
    public void A_cloud_is_a_preset_of_its_addresses(EntraCloud cloud, string graph) =>
        A.AddressesOf(A.Spec with { Entra = A.Spec.Entra with { Cloud = cloud } }).Graph.ToString().ShouldBe(graph);

    [Theory]
    [InlineData(TlsMode.LDAPS, "ldaps://corp.example.com/")]
    [InlineData(TlsMode.StartTLS, "ldap://corp.example.com/")]
    public void In_place_of_servers_the_name_of_the_domain_is_asked_which_names_all_its_domain_controllers(TlsMode mode, string server)
    {
        var spec = A.Spec with { ActiveDirectory = A.Spec.ActiveDirectory with { Servers = null, Domain = "corp.example.com", Tls = new TlsSpec { Mode = mode } } };

        A.AddressesOf(spec).Servers.ShouldHaveSingleItem().ToString().ShouldBe(server);
    }
}
