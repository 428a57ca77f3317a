namespace Kube.Operator.Controllers;

/// <summary>How a reconciliation ended.</summary>
public abstract record ReconcileResult
{
    private ReconcileResult()
    {
    }

    /// <summary>All is as it should be; the next change wakes it.</summary>
    public sealed record Done : ReconcileResult;

    /// <summary>All is as it should be; look again after a while.</summary>
    public sealed record RequeueAfter(TimeSpan Delay) : ReconcileResult;

    /// <summary>It did not work; try again, later and later.</summary>
    public sealed record Retry(Exception Error) : ReconcileResult;

    /// <summary>It cannot work until somebody changes the object.</summary>
    public sealed record Terminal(string Reason, string Message) : ReconcileResult;

    /// <summary>It waits for something else, whose change wakes it.</summary>
    /// <param name="Reason">A CamelCase word.</param>
    /// <param name="Message">For people.</param>
    /// <param name="LookAgain">When to look even if nothing woke it; never when null.</param>
    public sealed record Blocked(string Reason, string Message, TimeSpan? LookAgain = null) : ReconcileResult;
}
