using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kube.Client.Config;

/// <summary>
/// Credentials that a program gives (client.authentication.k8s.io). Asked once however many requests wait, again when they
/// are about to expire or the server refused them.
/// </summary>
#pragma warning disable CA1001 // lives as long as the process; its semaphore has no handle
internal sealed class ExecCredentials(ExecPlugin plugin, TimeProvider time) : Credentials
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Given? _given;
    private int _certificateVersion;

    public override int CertificateVersion => Volatile.Read(ref _certificateVersion);

    public override X509Certificate2? ClientCertificate => _given?.Certificate;

    public override async ValueTask<string?> TokenAsync(CancellationToken cancellation)
    {
        if (_given is { } known && IsFresh(known))
        {
            return known.Token;
        }

        await _one.WaitAsync(cancellation);
        try
        {
            if (_given is { } meanwhile && IsFresh(meanwhile))
            {
                return meanwhile.Token;
            }

            var given = await AskAsync(cancellation);
            if (given.CertificatePem != _given?.CertificatePem)
            {
                Interlocked.Increment(ref _certificateVersion);
            }

            _given = given;
            return given.Token;
        }
        finally
        {
            _one.Release();
        }
    }

    public override bool Refused(string refusedToken)
    {
        if (string.Equals(_given?.Token, refusedToken, StringComparison.Ordinal))
        {
            _given = _given! with { Expires = DateTimeOffset.MinValue };
        }

        return true;
    }

    private bool IsFresh(Given given) => given.Expires is not { } expires || time.GetUtcNow() + Leeway < expires;

    private async Task<Given> AskAsync(CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(plugin.Command, plugin.Arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = plugin.Folder,
        };
        foreach (var (name, value) in plugin.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = Request().ToJsonString();
        using var deadline = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        using var process = Start(start);
        try
        {
            process.StandardInput.Close();
            // Both read while it runs: a program whose pipe is full waits for ever.
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            var (answer, said) = (await output, await errors);
            return process.ExitCode == 0
                ? Read(answer)
                : throw new KubeconfigException($"The credential plugin {plugin.Command} failed with exit code {process.ExitCode}: {said.Trim()} {plugin.InstallHint}".TrimEnd());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            throw new KubeconfigException($"The credential plugin {plugin.Command} did not answer within {Limit.TotalSeconds:0} s.");
        }
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new KubeconfigException($"The credential plugin {plugin.Command} cannot be started: {error.Message} {plugin.InstallHint}".TrimEnd(), error);
        }
    }

    private JsonObject Request()
    {
        var spec = new JsonObject { ["interactive"] = false };
        if (plugin.Cluster is not null)
        {
            spec["cluster"] = plugin.Cluster.DeepClone();
        }

        return new JsonObject { ["apiVersion"] = plugin.ApiVersion, ["kind"] = "ExecCredential", ["spec"] = spec };
    }

    private Given Read(string answer)
    {
        try
        {
            // The text is not put into a message: it holds the token.
            var status = JsonNode.Parse(answer)?["status"]?.AsObject() ?? throw new JsonException("there is no status");
            var certificate = (string?)status["clientCertificateData"];
            return new Given(
                (string?)status["token"],
                certificate,
                certificate is null ? null : PemCertificate.Load(certificate, (string?)status["clientKeyData"] ?? string.Empty, plugin.Command),
                (string?)status["expirationTimestamp"] is { } expires ? DateTimeOffset.Parse(expires, System.Globalization.CultureInfo.InvariantCulture) : null);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            throw new KubeconfigException($"The credential plugin {plugin.Command} did not answer with an ExecCredential.");
        }
    }

    private sealed record Given(string? Token, string? CertificatePem, X509Certificate2? Certificate, DateTimeOffset? Expires)
    {
        public override string ToString() => "credentials";
    }
}
