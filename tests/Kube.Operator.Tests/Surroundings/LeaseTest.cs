using Kube.Client.Core;
using Kube.Client.Http;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Operator.Leases;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Operator.Tests.Surroundings;

/// <summary>What cases about leases need.</summary>
public abstract class LeaseTest(Cluster cluster) : ConformanceTest(cluster)
{
    internal static LeaseElector Elector(ApiServer server, string home, string identity, TimeProvider? time = null, bool quick = false) => new(
        new ResourceClient<Lease>(server),
        quick
            ? new LeaseOptions(new ObjectKey(home, "lease"), identity)
            {
                Duration = TimeSpan.FromSeconds(3),
                RenewDeadline = TimeSpan.FromSeconds(2),
                RetryPeriod = TimeSpan.FromMilliseconds(400),
            }
            : new LeaseOptions(new ObjectKey(home, "lease"), identity),
        time ?? TimeProvider.System, new Random(1), NullLogger<LeaseElector>.Instance);

    internal async Task<Lease> LeaseInAsync(string home) => (await Cluster.Leases.FindAsync(new ObjectKey(home, "lease"), Cancellation))!;
}
