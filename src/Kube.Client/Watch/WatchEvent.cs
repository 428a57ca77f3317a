using Kube.Client.Errors;
using Kube.Client.Resources;

namespace Kube.Client.Watch;

/// <summary>A line of a watch.</summary>
public abstract record WatchEvent<T>
{
    private WatchEvent()
    {
    }

    /// <summary>The object is new, or is not what it was.</summary>
    public sealed record Changed(T Object) : WatchEvent<T>;

    /// <summary>The object is gone; this was its last state.</summary>
    public sealed record Deleted(T Object) : WatchEvent<T>;

    /// <summary>Nothing happened up to this resource version.</summary>
    /// <param name="ResourceVersion">Up to where.</param>
    /// <param name="EndsInitialEvents">All that was there at the beginning has been sent.</param>
    public sealed record Bookmark(string ResourceVersion, bool EndsInitialEvents = false) : WatchEvent<T>;

    /// <summary>The server ends the watch and says why.</summary>
    public sealed record Failed(ApiStatus Status) : WatchEvent<T>;

    /// <summary>Something happened to an object that cannot be decoded.</summary>
    public sealed record Undecodable(UndecodableObject Object, bool WasDeleted) : WatchEvent<T>;

    /// <summary>A type of event that this version does not know.</summary>
    public sealed record Unknown(string Type) : WatchEvent<T>;
}
