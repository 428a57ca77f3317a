using System.Text.Json;
using Kube.Client.Json;
using Kube.Client.Metadata;

namespace Kube.Operator.Webhooks;

/// <summary>A write that the API server asks about.</summary>
/// <param name="Uid">Names the question; the answer repeats it.</param>
/// <param name="Group">Of the kind.</param>
/// <param name="Kind">Of the object.</param>
/// <param name="Operation">CREATE, UPDATE or DELETE.</param>
/// <param name="Key">Which object.</param>
/// <param name="Object">As it would be; undefined for DELETE.</param>
/// <param name="OldObject">As it is; undefined for CREATE.</param>
/// <param name="User">Who asked.</param>
public sealed record AdmissionRequest(
    string Uid, string Group, string Kind, string Operation, ObjectKey Key, JsonElement Object, JsonElement OldObject, string? User)
{
    /// <summary>The object as its type.</summary>
    public T Read<T>() => Object.Deserialize<T>(KubeJson.Options)!;

    /// <summary>The object before the change, as its type; null for CREATE.</summary>
    public T? ReadOld<T>()
        where T : class => OldObject.ValueKind == JsonValueKind.Object ? OldObject.Deserialize<T>(KubeJson.Options) : null;
}
