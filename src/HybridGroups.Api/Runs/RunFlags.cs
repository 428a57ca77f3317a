using Kube.Client.Schema;

namespace HybridGroups.Api.Runs;

/// <summary>Work that a switched scope, mapping or writeback makes necessary.</summary>
public sealed record RunFlags
{
    /// <summary>Both directories are to be read completely.</summary>
    [Default("false")]
    public bool FullImport { get; init; }

    /// <summary>Everything is to be compared, not the changes alone.</summary>
    [Default("false")]
    public bool FullSync { get; init; }
}
