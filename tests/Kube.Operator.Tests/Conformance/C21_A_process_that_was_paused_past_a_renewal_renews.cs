using Kube.Client.Core;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Operator.Certificates;
using Kube.Operator.Tests.Surroundings;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Operator.Tests.Conformance;

public sealed class C21_A_process_that_was_paused_past_a_renewal_renews(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task Within_a_minute_of_its_return()
    {
        var home = await Cluster.NamespaceAsync();
        var time = new ManualTime();
        var authority = new CertificateAuthority(
            new ResourceClient<Secret>(Cluster.Server), new CertificateOptions(new ObjectKey(home, "webhook-ca"), ["webhook.test"]),
            (_, _) => Task.CompletedTask, time, NullLogger<CertificateAuthority>.Instance);
        using var stop = new CancellationTokenSource();
        var running = authority.RunAsync(stop.Token);
        await authority.Ready;
        var before = authority.Certificate!;

        time.StepClock(TimeSpan.FromDays(6)); // no timer fires in a stopped process; two thirds of seven days have gone by
        time.Advance(TimeSpan.FromMinutes(1));

        await Eventually.IsTrueAsync(() => !ReferenceEquals(authority.Certificate, before), Soon);
        authority.Certificate!.NotAfter.ToUniversalTime().ShouldBeGreaterThan(time.GetUtcNow().UtcDateTime + TimeSpan.FromDays(6));
        await stop.CancelAsync();
        await running;
    }
}
