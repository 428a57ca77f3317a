using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HybridGroups.GraphSimulator.Tokens;

/// <summary>Reads and writes the three-part tokens, without trusting anything in them.</summary>
internal sealed class JsonWebToken
{
    private readonly byte[] signedPart;
    private readonly byte[] signature;

    private JsonWebToken(JsonElement header, JsonElement claims, byte[] signedPart, byte[] signature)
    {
        Header = header;
        Claims = claims;
        this.signedPart = signedPart;
        this.signature = signature;
    }

    public JsonElement Header { get; }

    public JsonElement Claims { get; }

    public static JsonWebToken? TryRead(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 3)
            return null;
        try
        {
            return new JsonWebToken(
                JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(parts[0])),
                JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(parts[1])),
                Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"),
                Base64Url.DecodeFromChars(parts[2]));
        }
        catch (Exception failure) when (failure is FormatException or JsonException)
        {
            return null;
        }
    }

    public static string Write(object claims, RSA key)
    {
        var head = Base64Url.EncodeToString("""{"typ":"JWT","alg":"RS256","kid":"simulator"}"""u8);
        var body = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims));
        var signed = key.SignData(Encoding.ASCII.GetBytes($"{head}.{body}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{head}.{body}.{Base64Url.EncodeToString(signed)}";
    }

    public string? Text(string claim) => Claims.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Some libraries write these numbers as text.
    public DateTimeOffset? Time(string claim) =>
        Claims.TryGetProperty(claim, out var value) && long.TryParse(value.ToString(), CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    public bool IsSignedBy(RSA key)
    {
        RSASignaturePadding? padding = Header.TryGetProperty("alg", out var algorithm)
            ? algorithm.GetString() switch
            {
                "PS256" => RSASignaturePadding.Pss,
                "RS256" => RSASignaturePadding.Pkcs1,
                _ => null,
            }
            : null;
        return padding is not null && key.VerifyData(signedPart, signature, HashAlgorithmName.SHA256, padding);
    }
}
