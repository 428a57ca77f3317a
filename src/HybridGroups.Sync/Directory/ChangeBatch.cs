namespace HybridGroups.Sync.Directory;

/// <summary>The answer to "what has changed since?".</summary>
public abstract record ChangeBatch
{
    private ChangeBatch()
    {
    }

    /// <param name="List">In the order in which they must be applied.</param>
    /// <param name="Cookie">For the next question; to be kept only when the changes have been applied.</param>
    /// <param name="ShowsDeletions">
    /// False when the account may not see deleted objects: then the identities must be compared from time to time.
    /// </param>
    public sealed record Changes(IReadOnlyList<OnPremisesChange> List, DirectoryCookie Cookie, bool ShowsDeletions) : ChangeBatch;

    /// <summary>The cookie is of no use: all of it must be read again.</summary>
    public sealed record CookieRefused(string Reason) : ChangeBatch;
}
