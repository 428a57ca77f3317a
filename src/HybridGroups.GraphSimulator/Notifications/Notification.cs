namespace HybridGroups.GraphSimulator.Notifications;

/// <summary>One delivery waiting for its time.</summary>
internal sealed record Notification(Uri Target, string Body, DateTimeOffset Due, DateTimeOffset FirstTried, int Attempt);
