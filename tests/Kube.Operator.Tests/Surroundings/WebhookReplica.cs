using System.Net;
using Kube.Client.Core;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Operator.Certificates;
using Kube.Operator.Webhooks;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Operator.Tests.Surroundings;

/// <summary>A replica of an operator, as far as its webhook goes.</summary>
internal sealed class WebhookReplica : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public WebhookReplica(Cluster cluster, string home, string configuration, IAdmissionValidator validator)
    {
        Authority = new CertificateAuthority(
            new ResourceClient<Secret>(cluster.Server),
            new CertificateOptions(new ObjectKey(home, "webhook-ca"), ["127.0.0.1"])
            {
                CheckPeriod = TimeSpan.FromMilliseconds(300),
                Overlap = TimeSpan.FromSeconds(3),
            },
            new BundleInjector(new ResourceClient<ValidatingWebhookConfiguration>(cluster.Server), configuration).PublishAsync,
            TimeProvider.System, NullLogger<CertificateAuthority>.Instance);
        Server = new WebhookServer(new IPEndPoint(IPAddress.Loopback, 0), () => Authority.Shown, [validator], [], TimeProvider.System, NullLoggerFactory.Instance);
        _loop = Authority.RunAsync(_stop.Token);
    }

    public CertificateAuthority Authority { get; }

    public WebhookServer Server { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        await Server.DisposeAsync();
        _stop.Dispose();
    }
}
