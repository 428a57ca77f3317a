using Microsoft.Extensions.Logging;

namespace HybridGroups.Definitions.Tests;

/// <summary>Notes whether a message of this number was logged.</summary>
internal sealed class EventIds(int number) : ILoggerFactory, ILogger
{
    private volatile bool _seen;

    public bool Seen => _seen;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == number)
        {
            _seen = true;
        }
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
