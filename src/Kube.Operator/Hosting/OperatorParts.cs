using Kube.Operator.Certificates;
using Kube.Operator.Controllers;
using Kube.Operator.Events;
using Kube.Operator.Informers;
using Kube.Operator.Leases;
using Kube.Operator.Webhooks;

namespace Kube.Operator.Hosting;

/// <summary>What an operator consists of. What is null is left out.</summary>
public sealed record OperatorParts
{
    public DiagnosticsServer? Diagnostics { get; init; }

    public IServingCertificate? Certificates { get; init; }

    public WebhookServer? Webhooks { get; init; }

    public IReadOnlyList<IInformer> Informers { get; init; } = [];

    /// <summary>Guards the controllers; without it they run at once.</summary>
    public LeaseElector? Lease { get; init; }

    public IReadOnlyList<IController> Controllers { get; init; } = [];

    /// <summary>Loops that run on every replica, such as the one that spreads shards.</summary>
    public IReadOnlyList<Func<CancellationToken, Task>> EveryReplica { get; init; } = [];

    public EventRecorder? Events { get; init; }
}
