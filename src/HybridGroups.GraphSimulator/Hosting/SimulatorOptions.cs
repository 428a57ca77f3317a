using HybridGroups.GraphSimulator.Faults;

namespace HybridGroups.GraphSimulator.Hosting;

/// <summary>What a simulator is started with.</summary>
public sealed class SimulatorOptions
{
    public ulong Seed { get; init; } = 1;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public FaultSettings Faults { get; init; } = FaultSettings.Demo;

    public Guid TenantId { get; init; } = new("11111111-2222-4333-8444-555555555555");

    public string Domain { get; init; } = "corp.example.com";

    /// <summary>How notifications reach their endpoints; by default with the system's trust.</summary>
    public HttpMessageHandler? NotificationHandler { get; init; }
}
