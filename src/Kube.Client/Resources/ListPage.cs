namespace Kube.Client.Resources;

/// <summary>A decoded page of a list.</summary>
/// <param name="Items">What could be decoded.</param>
/// <param name="Undecodable">What could not.</param>
/// <param name="ResourceVersion">Where in time the list stands.</param>
/// <param name="Continue">How to ask for the next page; null on the last.</param>
public sealed record ListPage<T>(
    IReadOnlyList<T> Items, IReadOnlyList<UndecodableObject> Undecodable, string ResourceVersion, string? Continue);
