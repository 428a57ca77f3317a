using Kube.Client.Config;
using Kube.Client.Core;
using Kube.Client.Errors;
using Kube.Client.Http;
using Kube.Client.Metadata;
using Kube.Client.Resources;

namespace Kube.Client.Tests.Conformance;

public sealed class C22_A_certificate_for_another_name_is_refused(ControlPlane cluster)
{
    [Fact]
    public async Task Though_its_authority_is_the_right_one()
    {
        (await FindAsync(tlsServerName: "kubernetes.default.svc", cluster.Access)).ShouldNotBeNull(); // a name that it has

        var refused = await Should.ThrowAsync<KubeApiException>(() => FindAsync(tlsServerName: "other.example.com", cluster.Access));

        refused.IsUnreachable.ShouldBeTrue();
        refused.Message.ShouldContain("certificate");
    }

    [Fact]
    public async Task And_one_of_another_authority_too()
    {
        using var key = System.Security.Cryptography.ECDsa.Create();
        using var other = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=other", key, System.Security.Cryptography.HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));

        (await Should.ThrowAsync<KubeApiException>(() => FindAsync(tlsServerName: null, cluster.Access.With(authorities: [other])))).IsUnreachable.ShouldBeTrue();
    }

    private static async Task<Namespace?> FindAsync(string? tlsServerName, ClusterAccess access)
    {
        using var server = new ApiServer(
            new ClusterAccess { Server = access.Server, Authorities = access.Authorities, Credentials = access.Credentials, TlsServerName = tlsServerName }, TimeProvider.System);
        return await new ResourceClient<Namespace>(server).FindAsync(new ObjectKey(Namespace: null, "default"), TestContext.Current.CancellationToken);
    }
}
