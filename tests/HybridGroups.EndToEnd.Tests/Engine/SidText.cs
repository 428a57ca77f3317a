using System.Text;

namespace HybridGroups.EndToEnd.Tests.Engine;

internal static class SidText
{
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder($"S-{bytes[0]}-{bytes[7]}");
        for (var index = 8; index < bytes.Length; index += 4) text.Append('-').Append(BitConverter.ToUInt32(bytes[index..(index + 4)]));
        return text.ToString();
    }
}
