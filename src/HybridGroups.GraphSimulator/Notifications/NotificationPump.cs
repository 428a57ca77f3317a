using HybridGroups.GraphSimulator.Hosting;

namespace HybridGroups.GraphSimulator.Notifications;

/// <summary>Delivers due notifications, over and over.</summary>
internal sealed class NotificationPump : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly SimulatorCore core;
    private readonly NotificationSender sender;
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim one = new(1);
    private Task running = Task.CompletedTask;

    public NotificationPump(SimulatorCore core, NotificationSender sender)
    {
        this.core = core;
        this.sender = sender;
    }

    public void Start() => running = RunAsync(stopping.Token);

    public async Task DeliverAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            List<Notification> due;
            lock (core.Gate)
                due = core.Subscriptions.TakeDue();
            foreach (var notification in due)
            {
                if (await sender.DeliverAsync(notification, cancellationToken))
                    continue;
                lock (core.Gate)
                    core.Subscriptions.Retry(notification);
            }
        }
        finally
        {
            one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
        one.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                await DeliverAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
    }
}
