using System.Text.Json.Nodes;

namespace Kube.Operator.Webhooks;

/// <summary>
/// Turns objects of one kind from a version into another. Nothing may be lost on the way there and back: what has no place in
/// the other version goes into an annotation. Of the metadata, only labels and annotations may change.
/// </summary>
public interface IVersionConverter
{
    string Kind { get; }

    /// <summary>The object in the version wanted; its apiVersion is set by the caller.</summary>
    JsonObject Convert(JsonObject item, string fromVersion, string toVersion);
}
