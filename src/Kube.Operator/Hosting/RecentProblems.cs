using System.Collections.Concurrent;
using Kube.Operator.Secrets;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Hosting;

/// <summary>The last warnings and errors that were logged, for whoever looks at /debug without the logs at hand.</summary>
public sealed class RecentProblems(TimeProvider time) : ILoggerProvider
{
    private const int Kept = 50;
    private readonly TimeProvider _time = time;
    private readonly ConcurrentQueue<Entry> _entries = new();

    /// <summary>Newest last.</summary>
    public IReadOnlyList<Entry> Entries => [.. _entries];

    public ILogger CreateLogger(string categoryName) => new Log(this, categoryName);

    public void Dispose() => _entries.Clear();

    private void Add(Entry entry)
    {
        _entries.Enqueue(entry);
        while (_entries.Count > Kept)
        {
            _entries.TryDequeue(out _);
        }
    }

    /// <summary>One of them.</summary>
    public sealed record Entry(DateTimeOffset At, string Level, string Source, int EventId, string Message);

    private sealed class Log(RecentProblems problems, string source) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                var message = exception is null ? formatter(state, exception) : $"{formatter(state, exception)}: {exception.Message}";
                problems.Add(new Entry(problems._time.GetUtcNow(), logLevel.ToString(), source, eventId.Id, SecretScrubber.Scrub(message)));
            }
        }
    }
}
