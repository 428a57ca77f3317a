using FaultProxy.Http;
using Kube.Operator.Controllers;
using Kube.Operator.Informers;
using Kube.Operator.Writes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Operator.Tests.Surroundings;

/// <summary>What every case needs: the server, and when to give up.</summary>
public abstract class ConformanceTest(Cluster cluster)
{
    protected static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    protected const string Expired =
        """{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"too old resource version","reason":"Expired","code":410}""";

    protected Cluster Cluster { get; } = cluster;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Counts requests and lets them pass.</summary>
    private protected static HttpFaultRule Counting(string pathContains) => new(new HttpFault.Delay(TimeSpan.Zero), PathContains: pathContains, Times: null);

    private protected static Controller<Widget> ControllerOf(
        EntityController entityController, Informer<Widget> informer, WriteTracker? writes = null, TimeProvider? time = null, int workers = 1) => new(
        entityController, informer, writes ?? new WriteTracker(TimeProvider.System), new ControllerOptions($"widget-{Guid.NewGuid():N}") { Workers = workers },
        time ?? TimeProvider.System, new Random(1), NullLoggerFactory.Instance);
}
