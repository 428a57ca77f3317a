namespace HybridGroups.EndToEnd.Tests.Running;

/// <summary>Waits for what the operator brings about in its own time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(150);

    /// <summary>Tries an assertion until it holds; its last failure is what is reported.</summary>
    public static async Task HoldsAsync(Func<Task> assertion, OperatorProcess? process = null, TimeSpan? longest = null)
    {
        using var limit = new CancellationTokenSource(longest ?? Limit);
        while (true)
        {
            try
            {
                await assertion();
                return;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                if (limit.IsCancellationRequested || process is { HasEnded: true })
                {
                    throw new InvalidOperationException($"Not so within {(longest ?? Limit).TotalSeconds:0} s: {failure.Message}\nThe operator said:\n{Tail(process)}", failure);
                }

                await Task.Delay(Glance, TimeProvider.System, TestContext.Current.CancellationToken);
            }
        }
    }

    private static string Tail(OperatorProcess? process) => process is null ? "(nothing was kept)" : string.Join('\n', process.Log.Split('\n').TakeLast(25));
}
