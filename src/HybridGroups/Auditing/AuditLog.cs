using System.Text.Json;
using HybridGroups.Controllers.Connectors;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Auditing;

/// <summary>Writes each change as one structured line: to the log, and to a file where there is one.</summary>
internal sealed partial class AuditLog(ILogger<AuditLog> logger, string? file) : IAuditTrail
{
    public const string FileName = "history.jsonl";

    private const long LongestFile = 64L * 1024 * 1024;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Lock gate = new();

    public void Write(AuditRecord entry)
    {
        var line = JsonSerializer.Serialize(entry, Json);
        LogChange(line);
        if (file is null) return;
        lock (gate)
        {
            try
            {
                Rotate(file);
                File.AppendAllText(file, line + "\n");
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                LogNotWritten(file, error.Message); // the line is in the log all the same
            }
        }
    }

    private static void Rotate(string path)
    {
        var now = new FileInfo(path);
        if (now is { Exists: true, Length: > LongestFile }) File.Move(path, path + ".1", overwrite: true);
    }

    [LoggerMessage(2301, LogLevel.Information, "audit {Entry}")]
    private partial void LogChange(string entry);

    [LoggerMessage(2302, LogLevel.Error, "the history could not be written to {File}: {Problem}")]
    private partial void LogNotWritten(string file, string problem);
}
