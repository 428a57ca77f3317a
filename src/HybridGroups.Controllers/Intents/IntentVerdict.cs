namespace HybridGroups.Controllers.Intents;

/// <summary>What keeps a policy or a rule from being carried out, before anything is looked at in the directories.</summary>
/// <param name="Reason">One of the words of Reasons.</param>
/// <param name="Message">For people.</param>
/// <param name="IsTerminal">Only a change of the object itself can help.</param>
public sealed record IntentVerdict(string Reason, string Message, bool IsTerminal);
