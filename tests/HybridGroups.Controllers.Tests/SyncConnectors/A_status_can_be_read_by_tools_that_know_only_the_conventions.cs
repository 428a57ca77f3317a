using System.Text.Json;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Controllers.SyncConnectors;
using Kube.Client.Json;

namespace HybridGroups.Controllers.Tests.SyncConnectors;

public sealed class A_status_can_be_read_by_tools_that_know_only_the_conventions
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, 500, TimeSpan.Zero);
    private static readonly ConnectorVerdict Temporary = new("Unreachable", "try again", IsTerminal: false);
    private static readonly ConnectorVerdict Final = new("WrongDomain", "correct it", IsTerminal: true);

    [Fact]
    public void A_ready_object_has_neither_reconciling_nor_stalled() =>
        TypesOf(Apply(verdict: null)).ShouldBe(["ActiveDirectoryReachable=True", "EntraReachable=True", "Ready=True"]);

    [Fact]
    public void What_is_tried_again_is_reconciling() =>
        TypesOf(Apply(Temporary)).ShouldBe(["ActiveDirectoryReachable=True", "EntraReachable=True", "Ready=False", "Reconciling=True"]);

    [Fact]
    public void What_only_a_person_can_mend_is_stalled() =>
        TypesOf(Apply(Final)).ShouldBe(["ActiveDirectoryReachable=True", "EntraReachable=True", "Ready=False", "Stalled=True"]);

    [Fact]
    public void A_suspended_object_is_as_its_spec_says_so_that_nobody_waits_for_it()
    {
        var spec = A.Spec with { Suspend = true };
        var status = Apply(A.Connector with { Spec = spec }, A.Snapshot(spec), verdict: null, Now);

        TypesOf(status).ShouldBe(["Ready=True"]);
        Ready(status).Reason.ShouldBe("Suspended");
    }

    [Fact]
    public void Every_condition_names_the_generation_it_speaks_of()
    {
        var status = Apply(Final);

        status.ObservedGeneration.ShouldBe(7);
        status.Conditions!.ShouldAllBe(condition => condition.ObservedGeneration == 7);
    }

    [Fact]
    public void The_transition_time_moves_only_with_the_status()
    {
        var first = Apply(Temporary);
        var later = Apply(A.Connector with { Status = first }, A.HealthySnapshot, Temporary with { Message = "still" }, Now.AddMinutes(5));
        var healed = Apply(A.Connector with { Status = later }, A.HealthySnapshot, verdict: null, Now.AddMinutes(9));

        Ready(later).LastTransitionTime.ShouldBe(Ready(first).LastTransitionTime);
        Ready(healed).LastTransitionTime.ShouldBeGreaterThan(Ready(first).LastTransitionTime);
    }

    [Fact]
    public void Nothing_is_written_when_nothing_changed()
    {
        var connector = A.Connector with { Status = Apply(Temporary) };

        ConnectorStatus.ChangeOf(connector, A.HealthySnapshot, Temporary, Now.AddHours(1)).ShouldBeNull();
    }

    private static SyncConnectorStatus Apply(ConnectorVerdict? verdict) => Apply(A.Connector, A.HealthySnapshot, verdict, Now);

    /// <summary>As the API server would store it.</summary>
    private static SyncConnectorStatus Apply(SyncConnector connector, ConnectorSnapshot snapshot, ConnectorVerdict? verdict, DateTimeOffset now)
    {
        var stored = connector.Status is null ? [] : JsonSerializer.SerializeToNode(connector.Status, KubeJson.Options)!.AsObject();
        foreach (var (name, value) in ConnectorStatus.ChangeOf(connector, snapshot, verdict, now).ShouldNotBeNull())
        {
            stored[name] = value?.DeepClone();
        }

        return stored.Deserialize<SyncConnectorStatus>(KubeJson.Options)!;
    }

    private static Kube.Client.Metadata.Condition Ready(SyncConnectorStatus status) => status.Conditions!.Single(condition => condition.Type == "Ready");

    private static IEnumerable<string> TypesOf(SyncConnectorStatus status) => status.Conditions!.Select(condition => $"{condition.Type}={condition.Status}");
}
