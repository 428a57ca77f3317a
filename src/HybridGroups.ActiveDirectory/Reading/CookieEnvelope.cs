using System.Security.Cryptography;
using System.Text;
using HybridGroups.Sync.Directory;

namespace HybridGroups.ActiveDirectory.Reading;

/// <summary>
/// The server's cookie with what it is good for: this domain, this scope, these attributes. A domain controller takes a damaged
/// cookie without a word and answers "nothing has changed", hence the checksum.
/// </summary>
internal static class CookieEnvelope
{
    private const int FingerprintLength = 16;
    private const int ChecksumLength = 16;

    private static ReadOnlySpan<byte> Format => "HGAD1"u8;

    public static byte[] Fingerprint(Guid domain, DirectoryScope scope, IReadOnlyList<string> attributes) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{domain:D}\n{scope.Fingerprint}\n{string.Join(',', attributes.Select(name => name.ToUpperInvariant()).Order(StringComparer.Ordinal))}"))[..FingerprintLength];

    public static DirectoryCookie Wrap(ReadOnlySpan<byte> fingerprint, ReadOnlySpan<byte> cookie)
    {
        byte[] content = [.. Format, .. fingerprint, .. cookie];
        return new DirectoryCookie((byte[])[.. content, .. SHA256.HashData(content).AsSpan(0, ChecksumLength)]);
    }

    /// <summary>The server's cookie, or the reason why this one is of no use.</summary>
    public static (ReadOnlyMemory<byte> Cookie, string? Refusal) Unwrap(DirectoryCookie cookie, ReadOnlySpan<byte> fingerprint)
    {
        var span = cookie.Value.Span;
        var start = Format.Length + FingerprintLength;
        if (span.Length < start + ChecksumLength || !span.StartsWith(Format)) return (default, "The saved position is not one of this version.");
        var content = span[..^ChecksumLength];
        if (!SHA256.HashData(content).AsSpan(0, ChecksumLength).SequenceEqual(span[^ChecksumLength..]))
            return (default, "The saved position is damaged.");
        return content.Slice(Format.Length, FingerprintLength).SequenceEqual(fingerprint)
            ? (cookie.Value[start..^ChecksumLength], null)
            : (default, "The saved position belongs to another domain, scope or set of attributes.");
    }
}
