namespace Kube.Operator.Informers;

/// <summary>Where the reflector stands between two steps.</summary>
/// <param name="Next">What it does next.</param>
/// <param name="LastResourceVersion">The newest resource version seen; a list never goes back behind it.</param>
/// <param name="Failures">How many steps failed in a row.</param>
/// <param name="ShortWatches">How many watches in a row were closed at once, empty.</param>
/// <param name="CanStream">The server has not yet refused a streamed list.</param>
public sealed record ReflectorState(ReflectorStep Next, string? LastResourceVersion, int Failures, int ShortWatches, bool CanStream = false)
{
    /// <summary>At start: a streamed list, which servers before 1.27 refuse.</summary>
    public static ReflectorState Streaming { get; } = new(new ReflectorStep.StreamedList(), LastResourceVersion: null, Failures: 0, ShortWatches: 0, CanStream: true);

    /// <summary>At start: any version will do, the watch brings the rest.</summary>
    public static ReflectorState Initial { get; } = new(new ReflectorStep.List("0"), LastResourceVersion: null, Failures: 0, ShortWatches: 0, CanStream: false);
}
