using Microsoft.Extensions.Logging;

namespace HybridGroups.Controllers.Connectors;

public sealed partial class RunningConnector
{
    [LoggerMessage(2101, LogLevel.Information, "connector {Connector}: {Planned} planned, {Applied} applied, {Failed} failed, {Held} held, in {Milliseconds:0} ms")]
    private partial void LogRound(string connector, int planned, int applied, int failed, int held, double milliseconds);

    [LoggerMessage(2102, LogLevel.Warning, "connector {Connector}: {Side} could not be read: {Problem}")]
    private partial void LogUnread(string connector, string side, string problem);

    [LoggerMessage(2104, LogLevel.Warning, "connector {Connector}: whether groups ask for writeback could not be read, and what was known of it stands: {Problem}")]
    private partial void LogNoWishes(string connector, string problem);

    [LoggerMessage(2105, LogLevel.Information, "connector {Connector}: what it subscribed to in Entra could not be given back, and ends by itself within 29 days: {Problem}")]
    private partial void LogNotGivenBack(string connector, string problem);
}
