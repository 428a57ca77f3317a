namespace FaultProxy.Http;

/// <summary>What happens to a request that an <see cref="HttpFaultRule"/> picks.</summary>
public abstract record HttpFault
{
    private HttpFault()
    {
    }

    /// <summary>The proxy answers itself; the server never sees the request.</summary>
    public sealed record Answer(int Status, string Body = "", string ContentType = "application/json", int? RetryAfterSeconds = null) : HttpFault;

    /// <summary>The request waits before it goes to the server.</summary>
    public sealed record Delay(TimeSpan Time) : HttpFault;

    /// <summary>The server carries the request out, but the client is told something else: "504, but committed".</summary>
    public sealed record AnswerAfterCommit(int Status) : HttpFault;

    /// <summary>The response is cut off after so many bytes of its body.</summary>
    public sealed record CutBody(long AfterBytes) : HttpFault;

    /// <summary>The response comes to a halt after so many bytes of its body, and stays open.</summary>
    public sealed record StallBody(long AfterBytes) : HttpFault;
}
