using System.Security.Cryptography.X509Certificates;
using HybridGroups.Entra;
using HybridGroups.Entra.Connecting;
using HybridGroups.Entra.Follower;
using Microsoft.Extensions.Logging.Abstractions;

// The client in a process of its own, to be killed at any moment: it follows a tenant, keeps what it knows in a file, and copies
// the members of one group to another, until it is ended.
if (args is not [var graph, var authority, var tenant, var clientId, var secretFile, var file, var source, var target])
{
    Console.Error.WriteLine("Usage: follower <graph> <authority.pem> <tenant> <client id> <secret file> <state file> <source group> <target group>");
    return 2;
}

using var handler = new SocketsHttpHandler
{
    AllowAutoRedirect = false,
    SslOptions =
    {
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(authority) },
        },
    },
};
using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
using var directory = new EntraDirectory(
    new EntraOptions(tenant, new EntraCredential.ClientSecret(clientId, await File.ReadAllTextAsync(secretFile)))
    {
        Cloud = CloudEnvironment.Public.At(new Uri(graph), new Uri(graph)),
    },
    http,
    TimeProvider.System,
    NullLoggerFactory.Instance);
await new Following(directory, directory, new KnownTenant(file), new Guid(source), new Guid(target)).RunAsync(CancellationToken.None);
return 0;
