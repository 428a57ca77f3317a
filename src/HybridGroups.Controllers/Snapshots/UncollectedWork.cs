using System.Runtime;

namespace HybridGroups.Controllers.Snapshots;

/// <summary>
/// While a snapshot is read, all that is made stays: looking through it for what could go, again and again, was half of the time
/// that a million people took. So nothing is collected meanwhile, where there is memory enough for that.
/// </summary>
internal sealed class UncollectedWork : IDisposable
{
    private const int BytesMadeOfOne = 3;
    private const long Least = 16L << 20;
    private static readonly Lock One = new();

    private readonly bool isHeld;

    private UncollectedWork(bool isHeld) => this.isHeld = isHeld;

    public static UncollectedWork Begin(long bytesRead)
    {
        var needed = bytesRead * BytesMadeOfOne;
        if (bytesRead < Least || needed > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 || !One.TryEnter()) return new UncollectedWork(isHeld: false);
        try
        {
            if (GC.TryStartNoGCRegion(needed)) return new UncollectedWork(isHeld: true);
        }
        catch (ArgumentOutOfRangeException)
        {
            // More than this process may ever have: then as always.
        }

        One.Exit();
        return new UncollectedWork(isHeld: false);
    }

    public void Dispose()
    {
        if (!isHeld) return;
        // It ends by itself when more was made than was thought.
        if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion) GC.EndNoGCRegion();
        One.Exit();
    }
}
