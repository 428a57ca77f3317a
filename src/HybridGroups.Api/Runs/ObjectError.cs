using Kube.Client.Schema;

namespace HybridGroups.Api.Runs;

/// <summary>An object that could not be brought into agreement, and what to do.</summary>
public sealed record ObjectError
{
    /// <summary>The class of the error: one CamelCase word that programs may rely on.</summary>
    [Bounds(MinLength = 1, MaxLength = 64)]
    public required string Class { get; init; }

    /// <summary>Which object: a distinguished name or an object id.</summary>
    [Bounds(MinLength = 1, MaxLength = ValuePatterns.LongestDistinguishedName)]
    public required string Object { get; init; }

    /// <summary>What happened.</summary>
    [Bounds(MaxLength = 1024)]
    public required string Message { get; init; }

    /// <summary>What to do about it.</summary>
    [Bounds(MaxLength = 1024)]
    public string? Remedy { get; init; }
}
