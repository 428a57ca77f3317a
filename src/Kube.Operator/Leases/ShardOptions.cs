namespace Kube.Operator.Leases;

/// <summary>How shards are spread over replicas.</summary>
/// <param name="Namespace">Of the Leases.</param>
/// <param name="Name">What the names of the Leases begin with.</param>
/// <param name="Identity">Of this replica.</param>
public sealed record ShardOptions(string Namespace, string Name, string Identity)
{
    /// <inheritdoc cref="LeaseOptions.Duration"/>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc cref="LeaseOptions.RenewDeadline"/>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(20);

    /// <inheritdoc cref="LeaseOptions.RetryPeriod"/>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(5);
}
