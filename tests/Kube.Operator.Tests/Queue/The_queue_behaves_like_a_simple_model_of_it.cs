using Kube.Operator.Queue;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Queue;

/// <summary>Any sequence of adds, takes, dones and passing time gives what a slow and obvious queue gives.</summary>
public sealed class The_queue_behaves_like_a_simple_model_of_it
{
    [Fact]
    public async Task In_order_delay_priority_and_exclusion()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            await AgreeAsync(seed);
        }
    }

    private static async Task AgreeAsync(int seed)
    {
        var random = new Random(seed);
        var time = new ManualTime();
        using var queue = new WorkQueue<int>(time, "model");
        var model = new Model();
        var working = new List<int>();
        for (var step = 0; step < 60; step++)
        {
            switch (random.Next(10))
            {
                case < 4:
                    var (key, delay, priority) = (random.Next(5), random.Next(4), random.Next(-1, 2));
                    queue.Add(key, TimeSpan.FromSeconds(delay), priority);
                    model.Add(key, delay, priority);
                    break;
                case < 6:
                    time.Advance(TimeSpan.FromSeconds(1));
                    model.Advance();
                    break;
                case < 8 when working.Count > 0:
                    var done = working[random.Next(working.Count)];
                    working.Remove(done);
                    queue.Done(done);
                    model.Done(done);
                    break;
                default:
                    using (var giveUp = new CancellationTokenSource())
                    {
                        var taking = queue.TakeAsync(giveUp.Token);
                        await giveUp.CancelAsync();
                        int? taken = taking.IsCompletedSuccessfully || await SucceedsAsync(taking) ? await taking : null;
                        taken.ShouldBe(model.Take(), $"seed {seed}, step {step}");
                        working.AddRange(taken is { } one ? [one] : []);
                    }

                    break;
            }
        }

        queue.Count.ShouldBe(model.Count, $"seed {seed}");
    }

    private static async Task<bool> SucceedsAsync(Task<int> taking)
    {
        await ((Task)taking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return taking.IsCompletedSuccessfully;
    }

    /// <summary>A list, looked through from the front each time.</summary>
    private sealed class Model
    {
        private readonly List<Wanted> _wanted = [];
        private readonly HashSet<int> _working = [];
        private int _now;
        private int _ticket;

        public int Count => _wanted.Count;

        public void Advance()
        {
            _now++;
            // What became due gets its place now, in the order in which it became due.
            foreach (var due in _wanted.Where(item => item.Due == _now && !_working.Contains(item.Key)).OrderBy(item => item.Ticket).ToArray())
            {
                due.Ticket = ++_ticket;
            }
        }

        public void Add(int key, int delay, int priority)
        {
            var known = _wanted.Find(item => item.Key == key);
            if (known is null)
            {
                _wanted.Add(new Wanted { Key = key, Due = _now + delay, Priority = priority, Ticket = ++_ticket });
                return;
            }

            var (due, highest) = (Math.Min(known.Due, _now + delay), Math.Max(known.Priority, priority));
            if ((due, highest) != (known.Due, known.Priority))
            {
                (known.Due, known.Priority, known.Ticket) = (due, highest, ++_ticket);
            }
        }

        public int? Take()
        {
            var ready = _wanted.Where(item => item.Due <= _now && !_working.Contains(item.Key)).ToArray();
            if (ready.Length == 0)
            {
                return null;
            }

            var first = ready.OrderByDescending(item => item.Priority).ThenBy(item => item.Ticket).First();
            _wanted.Remove(first);
            _working.Add(first.Key);
            return first.Key;
        }

        public void Done(int key)
        {
            _working.Remove(key);
            if (_wanted.Find(item => item.Key == key) is { } again)
            {
                again.Ticket = ++_ticket;
            }
        }

        private sealed class Wanted
        {
            public required int Key { get; init; }

            public required int Due { get; set; }

            public required int Priority { get; set; }

            public required int Ticket { get; set; }
        }
    }
}
