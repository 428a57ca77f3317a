using HybridGroups.Rules;

namespace HybridGroups.Sync.Intents;

/// <summary>A container for the groups that a rule picks.</summary>
public sealed record ContainerChoice(Rule Rule, string Container);
