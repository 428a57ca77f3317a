namespace HybridGroups.Entra.Tests.Surroundings;

/// <summary>Knows how many requests are under way, and can stand in for a process that dies.</summary>
internal sealed class CountingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private int underWay;
    private int sent;

    public int UnderWay => Volatile.Read(ref underWay);

    public int Sent => Volatile.Read(ref sent);

    /// <summary>Called before each request with its number; what it throws ends the request.</summary>
    public Action<int, HttpRequestMessage>? OnSend { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref underWay);
        try
        {
            var number = Interlocked.Increment(ref sent);
            OnSend?.Invoke(number, request);
            var response = await base.SendAsync(request, cancellationToken);
            // The body belongs to the request being under way.
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            return response;
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }
}
