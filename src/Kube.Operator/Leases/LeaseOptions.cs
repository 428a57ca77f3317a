using Kube.Client.Metadata;

namespace Kube.Operator.Leases;

/// <summary>A lease and its times.</summary>
/// <param name="Lease">Namespace and name of the Lease object.</param>
/// <param name="Identity">Who asks for it: different in each process, also in two processes of one pod.</param>
public sealed record LeaseOptions(ObjectKey Lease, string Identity)
{
    /// <summary>After how long without renewal others take it.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After how long without renewal the holder itself stops.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often it is renewed, or looked at by those who wait for it.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Put on the Lease when it is made.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Put on the Lease when it is made.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>An identity that no other process has.</summary>
    public static string NewIdentity() => $"{Environment.MachineName}_{Guid.NewGuid():N}";

    /// <summary>The same, or an exception that says which times do not fit each other.</summary>
    public LeaseOptions Validated()
    {
        if (Duration <= RenewDeadline)
        {
            throw new InvalidOperationException($"The lease duration ({Duration}) must be longer than the renew deadline ({RenewDeadline}).");
        }

        if (RenewDeadline <= RetryPeriod * 1.2)
        {
            throw new InvalidOperationException($"The renew deadline ({RenewDeadline}) must be longer than 1.2 times the retry period ({RetryPeriod}).");
        }

        return Duration >= TimeSpan.FromSeconds(1) ? this : throw new InvalidOperationException("A lease lasts at least a second.");
    }
}
