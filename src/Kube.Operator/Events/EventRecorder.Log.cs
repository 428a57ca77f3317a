using Microsoft.Extensions.Logging;

namespace Kube.Operator.Events;

public sealed partial class EventRecorder
{
    [LoggerMessage(1301, LogLevel.Debug, "the event {Reason} could not be written: {Error}")]
    private partial void LogNotWritten(string reason, string error);
}
