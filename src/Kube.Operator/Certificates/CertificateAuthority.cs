using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Kube.Client.Core;
using Kube.Client.Errors;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Client.Schema;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Certificates;

/// <summary>
/// The webhook's own certificate authority, in one Secret for all replicas, and this replica's certificate by it. Whoever sees
/// first that something is due does it; a conflict means that another replica did. A new authority is trusted before it signs.
/// </summary>
[Rbac("", "secrets", "create", OwnNamespace = true)]
[Rbac("", "secrets", "get,patch", Names = ["hybrid-groups-webhook-ca"], OwnNamespace = true)]
public sealed partial class CertificateAuthority(
    ResourceClient<Secret> secrets, CertificateOptions options, Func<string, CancellationToken, Task> publishBundle, TimeProvider time, ILogger<CertificateAuthority> logger) : IServingCertificate
{
    private const string FieldManager = "hybrid-groups-webhook-ca";

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile SslStreamCertificateContext? _shown;
    private string? _signedBy;

    public SslStreamCertificateContext? Shown => _shown;

    public X509Certificate2? Certificate => _shown?.TargetCertificate;

    public Task Ready => _ready.Task;

    public string? Problem() => Certificate switch
    {
        null => $"there is no certificate yet: the Secret {options.Secret} has not been read or made",
        { } leaf when time.GetUtcNow() >= new DateTimeOffset(leaf.NotAfter.ToUniversalTime()) => $"the certificate ended at {leaf.NotAfter.ToUniversalTime():u} and was not renewed",
        _ => null,
    };

    public Task RunAsync(CancellationToken stop) => CertificateLoop.RunAsync(
        CheckAsync, error => error is KubeApiException, error => LogCheckFailed(error.Message), _ready, options.CheckPeriod, time, stop);

    /// <summary>Publishes a successor of the authority now.</summary>
    public async Task RotateAsync(CancellationToken cancellation)
    {
        var (secret, state) = await ReadAsync(cancellation);
        await WriteAsync(secret, state.Rotate(options, time.GetUtcNow()), cancellation);
        await CheckAsync(cancellation);
    }

    private async Task CheckAsync(CancellationToken cancellation)
    {
        var (secret, state) = await ReadAsync(cancellation);
        var now = time.GetUtcNow();
        if (state.Advance(options, now) is { } due)
        {
            // Before anything signs with it: trusted first.
            await publishBundle(state.Bundle, cancellation);
            state = await WriteAsync(secret, due, cancellation) ?? (await ReadAsync(cancellation)).State;
        }

        await publishBundle(state.Bundle, cancellation);
        if (Certificate is not { } leaf || !string.Equals(_signedBy, state.Current, StringComparison.Ordinal) || now >= AuthorityState.RenewAt(leaf))
        {
            leaf = LeafCertificate.Sign(state, options, now);
            _shown = SslStreamCertificateContext.Create(leaf, additionalCertificates: null, offline: true);
            _signedBy = state.Current;
            LogSigned(leaf.NotAfter.ToUniversalTime());
        }

        using var authority = X509Certificate2.CreateFromPem(state.Current);
        CertificateMetrics.Ends("leaf", leaf);
        CertificateMetrics.Ends("authority", authority);
    }

    private async Task<(Secret Secret, AuthorityState State)> ReadAsync(CancellationToken cancellation)
    {
        CertificateMetrics.Reads.Add(1);
        var secret = await secrets.FindAsync(options.Secret, cancellation);
        if (secret is null)
        {
            try
            {
                secret = await secrets.CreateAsync(
                    new Secret
                    {
                        Metadata = new ObjectMeta { Namespace = options.Secret.Namespace, Name = options.Secret.Name },
                        Data = AuthorityState.New(options.AuthorityLife, time.GetUtcNow()).ToData(),
                    },
                    FieldManager, cancellation);
                LogMade(options.Secret);
            }
            catch (KubeApiException made) when (made.IsAlreadyExists)
            {
                secret = await secrets.FindAsync(options.Secret, cancellation)
                    ?? throw new KubeApiException($"The Secret {options.Secret} comes and goes.", statusCode: null, reason: null, retryAfter: null);
            }
        }

        var state = AuthorityState.Read(secret.Data);
        if (state is null)
        {
            // Emptied by hand: made anew in place.
            state = await WriteAsync(secret, AuthorityState.New(options.AuthorityLife, time.GetUtcNow()), cancellation)
                ?? throw new KubeApiException($"The Secret {options.Secret} is being changed.", statusCode: null, reason: null, retryAfter: null);
        }

        return (secret, state);
    }

    /// <summary>Null when another replica was faster.</summary>
    private async Task<AuthorityState?> WriteAsync(Secret read, AuthorityState state, CancellationToken cancellation)
    {
        var data = new JsonObject(state.ToData().Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Convert.ToBase64String(entry.Value))));
        var change = new JsonObject
        {
            ["metadata"] = new JsonObject { ["uid"] = read.Metadata.Uid, ["resourceVersion"] = read.Metadata.ResourceVersion },
            ["data"] = data,
        };
        try
        {
            await secrets.MergeAsync(options.Secret, change, FieldManager, cancellation);
            LogChanged(options.Secret, state.Next is null ? "the successor signs now" : "a successor is published");
            return state;
        }
        catch (KubeApiException faster) when (faster.IsConflict)
        {
            return null;
        }
    }
}
