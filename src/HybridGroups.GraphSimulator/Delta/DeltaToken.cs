using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HybridGroups.GraphSimulator.Protocol;

namespace HybridGroups.GraphSimulator.Delta;

/// <summary>
/// All that a round needs to go on, carried by the caller: the server holds nothing. Opaque and signed.
/// </summary>
internal sealed record DeltaToken
{
    private const int SignatureBytes = 12;

    public required string Kind { get; init; }

    public string Select { get; init; } = "";

    public Guid[] Ids { get; init; } = [];

    /// <summary>A link to a later round, not to a later page.</summary>
    public bool IsDeltaLink { get; init; }

    public bool IsInitial { get; init; }

    public int PreviousFrom { get; init; }

    public int From { get; init; }

    public int To { get; init; }

    public int Phase { get; init; }

    public int Cursor { get; init; }

    public int MemberAfter { get; init; } = -1;

    public bool EmptyPageShown { get; init; }

    public long IssuedAt { get; init; }

    public int Generation { get; init; }

    public string Encode(byte[] key)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(this);
        var signature = HMACSHA256.HashData(key, payload).AsSpan(0, SignatureBytes);
        return Base64Url.EncodeToString([.. signature, .. payload]);
    }

    public static DeltaToken Decode(string text, byte[] key)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            if (bytes.Length > SignatureBytes)
            {
                var payload = bytes.AsSpan(SignatureBytes);
                if (HMACSHA256.HashData(key, payload).AsSpan(0, SignatureBytes).SequenceEqual(bytes.AsSpan(0, SignatureBytes)))
                    return JsonSerializer.Deserialize<DeltaToken>(payload) ?? throw Malformed();
            }
        }
        catch (FormatException)
        {
            throw Malformed();
        }

        throw Malformed();
    }

    private static GraphFailure Malformed() => GraphFailure.BadRequest("Badly formed token.");

    // A token is a credential of sorts: no log line shall show it.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(Kind);
        return true;
    }
}
