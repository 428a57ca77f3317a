namespace HybridGroups.GraphSimulator.Tenant;

/// <summary>
/// Chance by hashing instead of drawing: the answer depends on the seed and on what is asked, never on the order of concurrent requests.
/// </summary>
internal sealed class Randomness(ulong seed)
{
    public ulong Seed { get; } = seed;

    public ulong Hash(string topic, long a = 0, long b = 0)
    {
        var hash = Mix(Seed ^ 0x9E3779B97F4A7C15UL);
        foreach (var character in topic)
            hash = Mix(hash ^ character);
        return Mix(Mix(hash ^ (ulong)a) ^ (ulong)b);
    }

    /// <summary>Even over [0, 1).</summary>
    public double Fraction(string topic, long a = 0, long b = 0) => (Hash(topic, a, b) >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability, string topic, long a = 0, long b = 0) =>
        probability > 0 && Fraction(topic, a, b) < probability;

    public int Below(int limit, string topic, long a = 0, long b = 0) => (int)(Hash(topic, a, b) % (ulong)limit);

    public Guid NewGuid(string topic, long a = 0, long b = 0)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Hash(topic, a, b));
        BitConverter.TryWriteBytes(bytes[8..], Hash(topic, ~a, b + 1));
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    // SplitMix64's finaliser.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
