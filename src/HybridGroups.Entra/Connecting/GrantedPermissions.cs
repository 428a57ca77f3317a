using System.Text.Json;

namespace HybridGroups.Entra.Connecting;

/// <summary>The application permissions that an access token carries. What a token says is believed only to tell people what is missing.</summary>
internal static class GrantedPermissions
{
    /// <summary>Null when the token is none that can be read.</summary>
    public static IReadOnlySet<string>? Of(string token)
    {
        try
        {
            var parts = token.Split('.');
            if (parts.Length != 3) return null;
            using var payload = JsonDocument.Parse(FromBase64Url(parts[1]));
            return payload.RootElement.TryGetProperty("roles", out var roles) && roles.ValueKind == JsonValueKind.Array
                ? roles.EnumerateArray().Select(role => role.GetString() ?? string.Empty).ToHashSet(StringComparer.OrdinalIgnoreCase)
                : new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            return null;
        }
    }

    private static byte[] FromBase64Url(string text)
    {
        var plain = text.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(plain.PadRight(plain.Length + ((4 - (plain.Length % 4)) % 4), '='));
    }
}
