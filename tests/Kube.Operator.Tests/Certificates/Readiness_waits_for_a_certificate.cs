using Kube.Client.Core;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Operator.Certificates;
using Kube.Operator.Tests.Surroundings;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Operator.Tests.Certificates;

public sealed class Readiness_waits_for_a_certificate(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task That_is_there_and_has_not_ended()
    {
        var time = new ManualTime();
        var secret = new ObjectKey(await Cluster.NamespaceAsync(), "webhook-ca");
        var authority = new CertificateAuthority(
            new ResourceClient<Secret>(Cluster.Server), new CertificateOptions(secret, ["127.0.0.1"]), (_, _) => Task.CompletedTask, time, NullLogger<CertificateAuthority>.Instance);
        authority.Problem()!.ShouldContain($"the Secret {secret} has not been read or made");

        using var stop = new CancellationTokenSource();
        var running = authority.RunAsync(stop.Token);
        await authority.Ready.WaitAsync(Soon, TimeProvider.System, Cancellation);
        authority.Problem().ShouldBeNull();

        time.StepClock(TimeSpan.FromDays(800));
        authority.Problem()!.ShouldContain("was not renewed");
        await stop.CancelAsync();
        await running;
    }
}
