using System.Collections.Concurrent;

namespace Kube.Client.Http;

/// <summary>The warnings that an API server sends beside its answers, each text once: they repeat with every request.</summary>
public sealed class WarningLog
{
    private const int MostKept = 100;
    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);

    /// <summary>Called with a warning that was not there before.</summary>
    public Action<string>? OnNew { get; set; }

    internal void Take(HttpResponseMessage response)
    {
        foreach (var warning in response.Headers.Warning)
        {
            if (_seen.Count < MostKept && _seen.TryAdd(warning.Text, value: true))
            {
                OnNew?.Invoke(warning.Text.Trim('"'));
            }
        }
    }
}
