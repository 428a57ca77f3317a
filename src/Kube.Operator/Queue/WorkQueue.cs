namespace Kube.Operator.Queue;

/// <summary>
/// Keys that want work. A key is worked on by one worker at a time; asked for while it waits, it waits once; asked for
/// while it is worked on, it comes again afterwards. One lock, one timer.
/// </summary>
public sealed class WorkQueue<TKey> : IQueueState, IDisposable
    where TKey : notnull
{
    // Against a timer that was missed: nothing waits longer than this past its time.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    private readonly QueueMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Entry> _entries = [];
    private readonly PriorityQueue<(TKey Key, long Ticket), (int NegativePriority, long Ticket)> _ready = new();
    private readonly PriorityQueue<(TKey Key, long Ticket), (TimeSpan Due, long Ticket)> _delayed = new();
    private readonly Queue<TaskCompletionSource<TKey>> _waiting = new();
    private long _lastTicket;
    private bool _shutDown;

    public WorkQueue(TimeProvider time, string name)
    {
        Name = name;
        _metrics = new QueueMetrics(name);
        _time = time;
        _began = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Pump(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public string Name { get; }

    public TimeSpan UnfinishedWork => Running(entries => entries.Aggregate(TimeSpan.Zero, (sum, entry) => sum + (Now - entry.Began)));

    public TimeSpan LongestRunning => Running(entries => entries.Select(entry => Now - entry.Began).DefaultIfEmpty().Max());

    /// <summary>How many keys wait for a worker or for their time, not counting those being worked on.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Values.Count(entry => entry.IsWanted);
            }
        }
    }

    /// <summary>How many keys are being worked on.</summary>
    public int Processing
    {
        get
        {
            lock (_lock)
            {
                return _entries.Values.Count(entry => entry.IsProcessing);
            }
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_began);

    /// <summary>
    /// Asks for work on a key. Asked for several times, it gets the highest priority and the shortest delay of them.
    /// </summary>
    public void Add(TKey key, TimeSpan delay = default, int priority = 0)
    {
        lock (_lock)
        {
            if (_shutDown)
            {
                return;
            }

            var entry = _entries.TryGetValue(key, out var known) ? known : _entries[key] = new Entry();
            var due = Now + delay;
            if (!entry.IsWanted)
            {
                _metrics.Added();
            }
            else
            {
                due = due < entry.Due ? due : entry.Due;
                priority = Math.Max(priority, entry.Priority);
                if (due == entry.Due && priority == entry.Priority)
                {
                    return;
                }
            }

            (entry.IsWanted, entry.Due, entry.Priority) = (true, due, priority);
            if (!entry.IsProcessing)
            {
                Enqueue(key, entry);
            }
        }

        Pump();
    }

    /// <summary>Asks for work on a key after it failed. It keeps the priority that it had.</summary>
    public void AddRetry(TKey key, TimeSpan delay)
    {
        _metrics.Retried();
        int priority;
        lock (_lock)
        {
            priority = _entries.TryGetValue(key, out var known) && known.IsProcessing ? known.PriorityOfWork : 0;
        }

        Add(key, delay, priority);
    }

    public IReadOnlyDictionary<int, int> DepthByPriority()
    {
        lock (_lock)
        {
            return _entries.Values.Where(entry => entry.IsWanted && entry.Due <= Now).GroupBy(entry => entry.Priority).ToDictionary(same => same.Key, same => same.Count());
        }
    }

    /// <summary>Waits for a key to work on. The worker says <see cref="Done"/> afterwards, whatever happened.</summary>
    public async Task<TKey> TakeAsync(CancellationToken cancellation)
    {
        var taken = new TaskCompletionSource<TKey>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Enqueue(taken);
        }

        Pump();
        await using var registration = cancellation.Register(() => taken.TrySetCanceled(cancellation));
        return await taken.Task;
    }

    /// <summary>The work on a key is over.</summary>
    public void Done(TKey key)
    {
        lock (_lock)
        {
            var entry = _entries[key];
            entry.IsProcessing = false;
            _metrics.Done(Now - entry.Began);
            if (entry.IsWanted && !_shutDown)
            {
                Enqueue(key, entry);
            }
            else
            {
                _entries.Remove(key);
            }
        }

        Pump();
    }

    /// <summary>Takes nothing in any more and hands nothing out; what is being worked on may finish.</summary>
    public void ShutDown()
    {
        lock (_lock)
        {
            _shutDown = true;
            _ready.Clear();
            _delayed.Clear();
            foreach (var key in _entries.Where(entry => !entry.Value.IsProcessing).Select(entry => entry.Key).ToArray())
            {
                _entries.Remove(key);
            }
        }
    }

    public void Dispose()
    {
        ShutDown();
        _timer.Dispose();
    }

    // An entry enqueued again gets a new ticket; the old one, still lying in a heap, is then passed over.
    private void Enqueue(TKey key, Entry entry)
    {
        entry.Ticket = ++_lastTicket;
        if (entry.Due <= Now)
        {
            _ready.Enqueue((key, entry.Ticket), (-entry.Priority, entry.Ticket));
        }
        else
        {
            _delayed.Enqueue((key, entry.Ticket), (entry.Due, entry.Ticket));
        }
    }

    private void Pump()
    {
        lock (_lock)
        {
            while (_delayed.TryPeek(out var next, out var place))
            {
                if (IsCurrent(next) && place.Due > Now)
                {
                    break;
                }

                _delayed.Dequeue();
                if (IsCurrent(next))
                {
                    Enqueue(next.Key, _entries[next.Key]);
                }
            }

            while (_waiting.Count > 0 && _ready.TryDequeue(out var next, out _))
            {
                if (IsCurrent(next))
                {
                    HandOut(next.Key, _entries[next.Key]);
                }
            }

            _timer.Change(_delayed.TryPeek(out _, out var at) ? Soon(at.Due - Now) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private void HandOut(TKey key, Entry entry)
    {
        while (_waiting.TryDequeue(out var worker))
        {
            // Before the worker can see it: a worker that is very fast must find the entry in order.
            (entry.IsWanted, entry.IsProcessing) = (false, true);
            (entry.Began, entry.PriorityOfWork) = (Now, entry.Priority);
            var waited = Now - entry.Due;
            if (worker.TrySetResult(key))
            {
                _metrics.Taken(waited);
                return;
            }

            (entry.IsWanted, entry.IsProcessing) = (true, false); // that worker gave up waiting
        }

        _ready.Enqueue((key, entry.Ticket), (-entry.Priority, entry.Ticket)); // nobody was there: it keeps its place
    }

    private bool IsCurrent((TKey Key, long Ticket) item) =>
        _entries.TryGetValue(item.Key, out var entry) && entry.Ticket == item.Ticket && entry is { IsWanted: true, IsProcessing: false };

    private static TimeSpan Soon(TimeSpan time) =>
        time <= TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : time > Heartbeat ? Heartbeat : time;

    private TimeSpan Running(Func<IEnumerable<Entry>, TimeSpan> combine)
    {
        lock (_lock)
        {
            return combine(_entries.Values.Where(entry => entry.IsProcessing));
        }
    }

    private sealed class Entry
    {
        public bool IsWanted { get; set; }

        public bool IsProcessing { get; set; }

        public TimeSpan Due { get; set; }

        public int Priority { get; set; }

        public TimeSpan Began { get; set; }

        public int PriorityOfWork { get; set; }

        public long Ticket { get; set; }
    }
}
