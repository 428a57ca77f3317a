using System.Text.Json;
using System.Text.Json.Serialization;
using FaultProxy.Tcp;

namespace FaultProxy;

/// <summary>
/// The faults of successive connections, as a JSON document: <c>[{"fault": "cut", "afterBytes": 100}, {"fault": "pass"}]</c>.
/// The last entry holds for all later connections.
/// </summary>
public static class FaultScript
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Reads a script.</summary>
    /// <exception cref="FormatException">The text is no script; the message says which entry and why.</exception>
    public static IReadOnlyList<TcpFault> Parse(string text)
    {
        Entry[] entries;
        try
        {
            entries = JsonSerializer.Deserialize<Entry[]>(text, Options) ?? [];
        }
        catch (JsonException error)
        {
            throw new FormatException($"The fault script is not valid: {error.Message}", error);
        }

        if (entries.Length == 0)
        {
            throw new FormatException("The fault script has no entry; write at least [{\"fault\": \"pass\"}].");
        }

        return [.. entries.Select(ToFault)];
    }

    private static TcpFault ToFault(Entry entry, int index) => entry.Fault switch
    {
        "pass" => new TcpFault.Pass(),
        "refuse" => new TcpFault.Refuse(),
        "cut" => new TcpFault.Cut(entry.AfterBytes),
        "reset" => new TcpFault.Reset(entry.AfterBytes),
        "stall" => new TcpFault.Stall(entry.AfterBytes),
        "delay" => new TcpFault.Delay(TimeSpan.FromMilliseconds(entry.Milliseconds)),
        _ => throw new FormatException(
            $"Entry {index + 1} of the fault script names '{entry.Fault}'; known are pass, refuse, cut, reset, stall and delay."),
    };

    private sealed record Entry(string Fault, long AfterBytes = 0, int Milliseconds = 0);
}
