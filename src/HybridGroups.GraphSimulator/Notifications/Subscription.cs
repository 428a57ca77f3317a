namespace HybridGroups.GraphSimulator.Notifications;

internal sealed record Subscription(
    Guid Id, string AppId, string Resource, string ChangeType, Uri NotificationUrl, Uri? LifecycleUrl, string? ClientState, DateTimeOffset ExpiresAt)
{
    public bool ReauthorizationAsked { get; init; }

    // The client state is a secret between two parties.
    public override string ToString() => $"{Id:D} {Resource}";
}
