using Kube.Client.Metadata;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Certificates;

public sealed partial class CertificateAuthority
{
    [LoggerMessage(1401, LogLevel.Information, "webhook authority made in Secret {Secret}")]
    private partial void LogMade(ObjectKey secret);

    [LoggerMessage(1402, LogLevel.Information, "webhook authority in Secret {Secret}: {What}")]
    private partial void LogChanged(ObjectKey secret, string what);

    [LoggerMessage(1403, LogLevel.Information, "webhook certificate signed, good until {Until:u}")]
    private partial void LogSigned(DateTime until);

    [LoggerMessage(1404, LogLevel.Warning, "webhook certificates could not be checked, trying again: {Error}")]
    private partial void LogCheckFailed(string error);
}
