using Microsoft.Extensions.Logging;

namespace Kube.Operator.Hosting;

/// <summary>From which level on is logged: as the command line said, or as somebody wants it for a while.</summary>
public sealed class LogLevelSwitch(LogLevel usual, TimeProvider time)
{
    private volatile Wish? _wish;

    /// <summary>What counts now.</summary>
    public LogLevel Current => _wish is { } wish && !(time.GetUtcNow() >= wish.Until) ? wish.Level : usual;

    /// <summary>What counts now, and until when.</summary>
    public override string ToString() =>
        _wish is { Until: { } until } wish && time.GetUtcNow() < until ? $"{wish.Level} until {until:yyyy-MM-dd'T'HH:mm:ss'Z'}, then {usual}" : Current.ToString();

    /// <param name="level">What is to count from now on.</param>
    /// <param name="during">How long; until the process ends when null.</param>
    public void Set(LogLevel level, TimeSpan? during) => _wish = new Wish(level, time.GetUtcNow() + during);

    private sealed record Wish(LogLevel Level, DateTimeOffset? Until);
}
