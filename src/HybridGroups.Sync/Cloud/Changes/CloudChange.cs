namespace HybridGroups.Sync.Cloud.Changes;

/// <summary>
/// What a change round tells, in the order it has to be applied. Every change may come more than once, and the last one is right.
/// </summary>
public abstract record CloudChange
{
    private CloudChange()
    {
    }

    /// <summary>A full round lists everything there is: what it has not named when it completes is gone.</summary>
    public sealed record RoundStarted(CloudObjectKind Kind, bool IsFull) : CloudChange;

    public sealed record Present(CloudObject Object) : CloudChange;

    /// <summary>Restorable: the object lies in the recycle bin and keeps its memberships.</summary>
    public sealed record Removed(CloudObjectKind Kind, Guid Id, bool IsRestorable) : CloudChange;

    public sealed record MemberPresent(Guid Group, Guid Member, CloudMemberKind Kind) : CloudChange;

    /// <summary>The membership has ended. Whether the member still exists is another question.</summary>
    public sealed record MemberGone(Guid Group, Guid Member) : CloudChange;

    /// <summary>The round was cut off. Nothing may be concluded from what it had not named yet; another start follows.</summary>
    public sealed record RoundAbandoned(CloudObjectKind Kind, string Reason) : CloudChange;

    /// <summary>Only now may the checkpoint be kept.</summary>
    public sealed record RoundCompleted(CloudObjectKind Kind, CloudCheckpoint Checkpoint) : CloudChange;
}
