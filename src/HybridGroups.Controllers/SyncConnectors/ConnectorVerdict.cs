namespace HybridGroups.Controllers.SyncConnectors;

/// <summary>What keeps a connector from being ready.</summary>
/// <param name="Reason">One of the words of Reasons.</param>
/// <param name="Message">For people.</param>
/// <param name="IsTerminal">Only a change of the object, or of what it refers to, can help.</param>
internal sealed record ConnectorVerdict(string Reason, string Message, bool IsTerminal);
