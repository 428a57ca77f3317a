namespace HybridGroups.GraphSimulator.Faults;

/// <summary>
/// Everything hostile the simulator can do, each with its own switch. Shares are probabilities per opportunity;
/// whether one strikes is a hash of the seed and the opportunity, so a run can be repeated.
/// </summary>
public sealed record FaultSettings
{
    /// <summary>Correct Graph without faults, lag or quotas.</summary>
    public static FaultSettings Demo { get; } = new();

    public static FaultSettings Realistic { get; } = new()
    {
        ReplicaLag = TimeSpan.FromSeconds(3),
        SecondaryIndexLag = TimeSpan.FromSeconds(10),
        ServerErrorShare = 0.005,
        EnforceQuota = true,
        DeltaReplayShare = 0.01,
        DeltaLateShare = 0.01,
        DeltaPageBudget = 500,
        DynamicProcessingDelay = TimeSpan.FromMinutes(2),
        LicenceProcessingDelay = TimeSpan.FromSeconds(30),
    };

    /// <summary>All at once.</summary>
    public static FaultSettings Hard { get; } = new()
    {
        ReplicaLag = TimeSpan.FromSeconds(3),
        SpikeShare = 0.02,
        SpikeLag = TimeSpan.FromSeconds(60),
        SecondaryIndexLag = TimeSpan.FromSeconds(30),
        ServerErrorShare = 0.04,
        ResetShare = 0.01,
        HtmlErrorShare = 0.3,
        ThrottleShare = 0.04,
        CommittedButLostShare = 0.08,
        SlowShare = 0.02,
        TruncatedBodyShare = 0.01,
        UnauthorizedShare = 0.01,
        TokenLifetime = TimeSpan.FromMinutes(8),
        TokenEndpointFaultShare = 0.05,
        EnforceQuota = true,
        RetryAfter = RetryAfterStyle.Mixed,
        ShuffleBatch = true,
        LostBatchEntryShare = 0.02,
        ShortPageShare = 0.3,
        ExpiredPageShare = 0.01,
        DeltaPageBudget = 40,
        DeltaShuffle = true,
        DeltaSplitsGroups = true,
        DeltaReplayShare = 0.05,
        DeltaLateShare = 0.1,
        DeltaLateBy = TimeSpan.FromSeconds(90),
        DeltaRepeatShare = 0.1,
        DeltaEmptyPageShare = 0.1,
        DeltaResetShare = 0.01,
        InitialRoundShowsRemoved = true,
        DynamicProcessingDelay = TimeSpan.FromMinutes(1),
        LicenceProcessingDelay = TimeSpan.FromSeconds(30),
        NotificationDropShare = 0.1,
        NotificationDuplicateShare = 0.2,
    };

    /// <summary>Nothing answers but errors.</summary>
    public static FaultSettings Outage { get; } = new() { ServerErrorShare = 1 };

    public int Replicas { get; init; } = 3;

    public TimeSpan ReplicaLag { get; init; }

    public double SpikeShare { get; init; }

    public TimeSpan SpikeLag { get; init; }

    /// <summary>How far the store behind ConsistencyLevel: eventual lags.</summary>
    public TimeSpan SecondaryIndexLag { get; init; }

    /// <summary>500, 502, 503 or 504 before anything is done.</summary>
    public double ServerErrorShare { get; init; }

    public double ResetShare { get; init; }

    /// <summary>Of the server errors: how many come from a gateway, with an HTML body.</summary>
    public double HtmlErrorShare { get; init; }

    /// <summary>429 below any quota.</summary>
    public double ThrottleShare { get; init; }

    /// <summary>The write is applied and the caller sees 504 or a reset.</summary>
    public double CommittedButLostShare { get; init; }

    public double SlowShare { get; init; }

    public TimeSpan SlowBy { get; init; } = TimeSpan.FromSeconds(20);

    public double TruncatedBodyShare { get; init; }

    /// <summary>A good token is refused once.</summary>
    public double UnauthorizedShare { get; init; }

    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromSeconds(3599);

    public double TokenEndpointFaultShare { get; init; }

    /// <summary>A new federated credential answers AADSTS70021 at random for this long after the start.</summary>
    public TimeSpan FederationPropagation { get; init; }

    public bool EnforceQuota { get; init; }

    /// <summary>Scales the quotas, so that a short test meets them.</summary>
    public double QuotaFactor { get; init; } = 1;

    public RetryAfterStyle RetryAfter { get; init; } = RetryAfterStyle.Seconds;

    public bool ShuffleBatch { get; init; }

    public double LostBatchEntryShare { get; init; }

    public double ShortPageShare { get; init; }

    /// <summary>A page token is refused before its time.</summary>
    public double ExpiredPageShare { get; init; }

    public TimeSpan PageTokenLifetime { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan DeltaTokenLifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Tokens older than their lifetime go on working, as some have been seen to.</summary>
    public bool OldDeltaTokensWork { get; init; }

    /// <summary>Objects and member entries on one delta page.</summary>
    public int DeltaPageBudget { get; init; } = 1000;

    public bool DeltaShuffle { get; init; }

    /// <summary>A group's members come in two parts with other groups between, whatever its size.</summary>
    public bool DeltaSplitsGroups { get; init; }

    public double DeltaReplayShare { get; init; }

    public double DeltaLateShare { get; init; }

    public TimeSpan DeltaLateBy { get; init; } = TimeSpan.FromSeconds(60);

    public double DeltaRepeatShare { get; init; }

    public double DeltaEmptyPageShare { get; init; }

    /// <summary>410 in answer to a good delta link.</summary>
    public double DeltaResetShare { get; init; }

    public bool InitialRoundShowsRemoved { get; init; }

    /// <summary>After a group is deleted, its uniqueName stays taken until it is purged.</summary>
    public bool DeletedGroupsKeepUniqueName { get; init; } = true;

    public TimeSpan DynamicProcessingDelay { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan LicenceProcessingDelay { get; init; } = TimeSpan.FromSeconds(2);

    public double NotificationDropShare { get; init; }

    public double NotificationDuplicateShare { get; init; }
}
