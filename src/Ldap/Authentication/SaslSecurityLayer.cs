using System.Buffers;
using System.Net.Security;

namespace Ldap;

/// <summary>Seals and unseals. One at a time: the context counts its messages in both directions.</summary>
internal sealed class SaslSecurityLayer(NegotiateAuthentication authentication) : IDisposable
{
    private readonly Lock gate = new();

    public void Seal(ReadOnlySpan<byte> plain, IBufferWriter<byte> output)
    {
        lock (gate)
        {
            var status = authentication.Wrap(plain, output, requestEncryption: true, out var isEncrypted);
            if (status != NegotiateAuthenticationStatusCode.Completed || !isEncrypted)
                throw new IOException($"The traffic could not be sealed ({status}).");
        }
    }

    public void Open(ReadOnlySpan<byte> sealedBytes, IBufferWriter<byte> output)
    {
        lock (gate)
        {
            var status = authentication.Unwrap(sealedBytes, output, out var wasEncrypted);
            if (status != NegotiateAuthenticationStatusCode.Completed || !wasEncrypted)
                throw new IOException($"What came was not sealed by the server, or was changed on its way ({status}).");
        }
    }

    public void Dispose() => authentication.Dispose();
}
