namespace HybridGroups.GraphSimulator.Faults;

/// <summary>
/// One exact fault: the next requests of that method whose path, with the version before it, contains the text fail with that status;
/// 0 is a connection reset. After a commit the write is done and only the answer is lost.
/// </summary>
public sealed record ScriptedFault(string Method, string PathContains, int Status)
{
    public int Times { get; init; } = 1;

    /// <summary>Matching requests that pass unharmed first.</summary>
    public int Skip { get; init; }

    public bool AfterCommit { get; init; }
}
