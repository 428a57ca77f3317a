using Kube.Client.Metadata;

namespace Kube.Operator.Certificates;

/// <summary>The webhook's certificates: where their authority is kept, for which names they are, and how long they last.</summary>
/// <param name="Secret">Holds the authority; all replicas read it.</param>
/// <param name="DnsNames">What the API server calls the webhook.</param>
public sealed record CertificateOptions(ObjectKey Secret, IReadOnlyList<string> DnsNames)
{
    public TimeSpan AuthorityLife { get; init; } = TimeSpan.FromDays(365);

    public TimeSpan LeafLife { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How often everything is looked at: also what a process does that was paused past a renewal.</summary>
    public TimeSpan CheckPeriod { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a new authority is in the bundle before certificates are signed with it: until every API server has seen it.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromSeconds(30);
}
