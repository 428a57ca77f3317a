namespace HybridGroups.EndToEnd.Tests.Monitoring;

/// <summary>Reads as much of protocol buffers as a test needs: the fields of a number that have a length.</summary>
internal static class ProtobufFields
{
    public static IReadOnlyList<byte[]> Of(byte[] message, int number)
    {
        var found = new List<byte[]>();
        var at = 0;
        while (at < message.Length)
        {
            var tag = Varint(message, ref at);
            switch (tag & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += sizeof(ulong);
                    break;
                case 5:
                    at += sizeof(uint);
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    if ((int)(tag >> 3) == number) found.Add(message[at..(at + length)]);
                    at += length;
                    break;
                default:
                    throw new FormatException($"wire type {tag & 7} at {at}");
            }
        }

        return found;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
    }
}
