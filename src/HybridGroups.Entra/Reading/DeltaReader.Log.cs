using HybridGroups.Sync.Cloud.Changes;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Entra.Reading;

internal sealed partial class DeltaReader
{
    [LoggerMessage(4101, LogLevel.Information, "{Kind} changes: starting a full round: {Reason}")]
    private static partial void LogFullRound(ILogger logger, CloudObjectKind kind, string reason);

    [LoggerMessage(4102, LogLevel.Warning, "{Kind} changes: the round was cut off ({Code}); nothing is concluded from it")]
    private static partial void LogAbandoned(ILogger logger, CloudObjectKind kind, string code);
}
