using Microsoft.Extensions.Logging;

namespace Kube.Operator.Leases;

public sealed partial class ShardLeases
{
    [LoggerMessage(1211, LogLevel.Information, "working on {Shard}, term {Term}")]
    private partial void LogWorking(string shard, int term);

    [LoggerMessage(1212, LogLevel.Information, "{Shard} belongs to another replica now: giving it back")]
    private partial void LogGivingBack(string shard);

    [LoggerMessage(1213, LogLevel.Error, "the work on {Shard} failed, its lease is given back")]
    private partial void LogWorkFailed(string shard, Exception error);

    [LoggerMessage(1214, LogLevel.Warning, "the membership of this replica has to be taken up again: {Why}")]
    private partial void LogMembershipLost(string why);

    [LoggerMessage(1215, LogLevel.Warning, "the members cannot be listed, everything stays as it is: {Error}")]
    private partial void LogMembersUnknown(string error);
}
