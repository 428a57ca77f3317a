namespace FaultProxy.Tcp;

/// <summary>What happens to one connection. Bytes are counted in the direction from the server to the client.</summary>
public abstract record TcpFault
{
    private TcpFault()
    {
    }

    /// <summary>Nothing: bytes pass both ways.</summary>
    public sealed record Pass : TcpFault;

    /// <summary>The connection is reset as soon as it is accepted; the server never sees it.</summary>
    public sealed record Refuse : TcpFault;

    /// <summary>An orderly end of stream after so many bytes: in the middle of a message, if the number says so.</summary>
    public sealed record Cut(long AfterBytes) : TcpFault;

    /// <summary>A TCP reset after so many bytes.</summary>
    public sealed record Reset(long AfterBytes) : TcpFault;

    /// <summary>After so many bytes nothing passes any more, in either direction, and nothing is closed: a black hole.</summary>
    public sealed record Stall(long AfterBytes) : TcpFault;

    /// <summary>Every chunk from the server is held back for a time.</summary>
    public sealed record Delay(TimeSpan Time) : TcpFault;

    /// <summary>How many bytes pass from the server before the fault strikes.</summary>
    public long BytesBefore => this switch
    {
        Cut cut => cut.AfterBytes,
        Reset reset => reset.AfterBytes,
        Stall stall => stall.AfterBytes,
        Refuse => 0,
        _ => long.MaxValue,
    };
}
