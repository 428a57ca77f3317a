namespace HybridGroups.Entra.Notifications;

/// <summary>What the endpoint answers, whoever hosts it.</summary>
public sealed record NotificationAnswer(int Status, string? PlainText);
