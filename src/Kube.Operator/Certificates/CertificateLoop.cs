namespace Kube.Operator.Certificates;

/// <summary>Looks after a certificate again and again. What is shown goes on being shown while a look fails; the next one is soon.</summary>
internal static class CertificateLoop
{
    /// <param name="check">One look.</param>
    /// <param name="isExpected">Which failures do not end it.</param>
    /// <param name="failed">Told of them.</param>
    /// <param name="ready">Set by the first look that succeeds.</param>
    /// <param name="period">Between two looks.</param>
    /// <param name="time">The time.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task RunAsync(
        Func<CancellationToken, Task> check, Func<Exception, bool> isExpected, Action<Exception> failed, TaskCompletionSource ready, TimeSpan period, TimeProvider time, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await check(stop);
                ready.TrySetResult();
            }
            catch (Exception error) when (isExpected(error))
            {
                CertificateMetrics.ReadErrors.Add(1);
                failed(error);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(period, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
