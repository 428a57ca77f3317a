namespace HybridGroups.Commands.Installation;

/// <summary>One thing that was looked at in the cluster.</summary>
/// <param name="IsGood">Null when it could not be told, or is not needed.</param>
internal sealed record Finding(string Subject, bool? IsGood, string Message, string? Fix = null);
