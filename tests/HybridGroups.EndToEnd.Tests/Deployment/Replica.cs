using HybridGroups.EndToEnd.Tests.Running;

namespace HybridGroups.EndToEnd.Tests.Deployment;

/// <summary>A running operator, and where it is asked.</summary>
internal sealed class Replica(OperatorProcess process, Uri webhook, Uri diagnostics, Uri notifications) : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    public OperatorProcess Process => process;

    public Uri Webhook => webhook;

    /// <summary>What it says when Entra asks whether anybody is there.</summary>
    public async Task<string> AnswerToEntraAsync(string path, CancellationToken cancellation)
    {
        using var answer = await Http.PostAsync(new Uri(notifications, $"{path}?validationToken=hello"), content: null, cancellation);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellation)}";
    }

    /// <summary>As a kubelet does, until it says so.</summary>
    public Task BecomesReadyAsync(CancellationToken cancellation) => Eventually.HoldsAsync(
        async () => (await Http.GetStringAsync(new Uri(diagnostics, "/readyz"), cancellation)).ShouldBe("ok\n"), process);

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
