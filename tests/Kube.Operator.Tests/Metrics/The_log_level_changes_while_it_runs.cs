using System.Collections.Concurrent;
using System.Net;
using Kube.Operator.Hosting;
using Kube.Operator.Metrics;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Tests.Metrics;

public sealed partial class The_log_level_changes_while_it_runs : IAsyncLifetime
{
    private readonly Clock _clock = new();
    private readonly Lines _lines = new();
    private readonly MetricsExporter _metrics = new("None.");
    private readonly HttpClient _http = new();
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly DiagnosticsServer _server;

    public The_log_level_changes_while_it_runs()
    {
        var logLevel = new LogLevelSwitch(LogLevel.Information, _clock);
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(_lines).SetMinimumLevel(LogLevel.Trace).AddFilter(level => level >= logLevel.Current));
        _logger = _loggers.CreateLogger("tests");
        _server = new DiagnosticsServer(new IPEndPoint(IPAddress.Loopback, 0), [], [], _metrics, logLevel: logLevel);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _server.StartAsync(Cancellation);

    [Fact]
    public async Task By_a_put_that_lasts_until_the_next()
    {
        (await _http.GetStringAsync(Address(), Cancellation)).ShouldBe("Information\n");
        LogDetail(_logger, 1);

        (await PutAsync("debug")).ShouldBe((HttpStatusCode.OK, "Debug\n"));
        LogDetail(_logger, 2);

        (await PutAsync("Warning\n")).ShouldBe((HttpStatusCode.OK, "Warning\n"));
        LogDetail(_logger, 3);

        _lines.Written.ShouldBe(["detail 2"]);
    }

    [Fact]
    public async Task For_so_many_minutes_and_then_it_is_as_before()
    {
        (await PutAsync("Debug", "?minutes=10")).ShouldBe((HttpStatusCode.OK, "Debug until 2026-01-01T00:10:00Z, then Information\n"));
        LogDetail(_logger, 1);

        _clock.Now += TimeSpan.FromMinutes(10);
        LogDetail(_logger, 2);

        _lines.Written.ShouldBe(["detail 1"]);
        (await _http.GetStringAsync(Address(), Cancellation)).ShouldBe("Information\n");
    }

    [Theory]
    [InlineData("Loud", "")]
    [InlineData("1", "")]
    [InlineData("None", "")]
    [InlineData("", "")]
    [InlineData("Debug", "?minutes=soon")]
    [InlineData("Debug", "?minutes=-1")]
    [InlineData("a text that is much longer than any level is", "")]
    public async Task What_is_no_level_changes_nothing_and_is_answered_with_how_it_is_done(string body, string query)
    {
        var (status, text) = await PutAsync(body, query);

        status.ShouldBe(HttpStatusCode.BadRequest);
        text.ShouldStartWith("PUT one of Trace, Debug");
        (await _http.GetStringAsync(Address(), Cancellation)).ShouldBe("Information\n");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _loggers.Dispose();
        _metrics.Dispose();
        _http.Dispose();
        _lines.Dispose();
    }

    private Uri Address(string query = "") => new(_server.Url, "debug/log-level" + query);

    private async Task<(HttpStatusCode Status, string Text)> PutAsync(string body, string query = "")
    {
        using var content = new StringContent(body);
        using var answer = await _http.PutAsync(Address(query), content, Cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [LoggerMessage(1, LogLevel.Debug, "detail {Number}")]
    private static partial void LogDetail(ILogger logger, int number);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _written = new();

        public IReadOnlyList<string> Written => [.. _written];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _written.Enqueue(formatter(state, exception));

        public void Dispose() => _written.Clear();
    }
}
