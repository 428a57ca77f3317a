namespace HybridGroups.Api;

/// <summary>Annotations by which people and programs ask the operator for something.</summary>
public static class Annotations
{
    /// <summary>On any of our objects: look again now. Any new value; status.lastHandledReconcileAt echoes it.</summary>
    public const string ReconcileAt = "hybridgroups.io/reconcile-at";

    /// <summary>On a SyncConnector: apply the held plan with this hash.</summary>
    public const string ApprovePlan = "hybridgroups.io/approve-plan";

    /// <summary>On a GroupWritebackPolicy: delete this number of groups.</summary>
    public const string ConfirmDeletion = "hybridgroups.io/confirm-deletion";

    /// <summary>On an object being deleted: give up its clean-up, leave what is in the directories. For a namespace whose credentials are already gone.</summary>
    public const string AbandonCleanup = "hybridgroups.io/abandon-cleanup";
}
