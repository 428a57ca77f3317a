using System.Text.Json.Serialization;

namespace HybridGroups.Controllers.Connectors;

/// <summary>One change as it was made: what, to whom, why, and who wanted it.</summary>
public sealed record AuditRecord
{
    public required DateTimeOffset Time { get; init; }

    public required string Connector { get; init; }

    /// <summary>What was done, in one word.</summary>
    public required string Change { get; init; }

    /// <summary>ActiveDirectory or Entra.</summary>
    public required string Side { get; init; }

    public required string Group { get; init; }

    public required Guid GroupId { get; init; }

    /// <summary>The policy, rule or connector that wanted it.</summary>
    public required string Intent { get; init; }

    public required long Generation { get; init; }

    public required string Reason { get; init; }

    /// <summary>Of the whole plan that it was part of.</summary>
    public required string Plan { get; init; }

    /// <summary>Members added or removed, by name where one is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Members { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Before { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? After { get; init; }

    /// <summary>Why it did not work; null when it did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }
}
