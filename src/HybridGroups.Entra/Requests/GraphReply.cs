using System.Text.Json;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Requests;

/// <summary>The answer to a call: a document, nothing, or a problem.</summary>
internal sealed class GraphReply(int status, JsonDocument? document, CloudProblem? problem) : IDisposable
{
    public int Status { get; } = status;

    public CloudProblem? Problem { get; } = problem;

    public TimeSpan? RetryAfter { get; init; }

    public string? ThrottleScope { get; init; }

    public JsonElement Root => document?.RootElement ?? default;

    public bool HasBody => document is not null;

    public void Dispose() => document?.Dispose();
}
