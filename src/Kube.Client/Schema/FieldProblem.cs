namespace Kube.Client.Schema;

/// <summary>Something in a manifest that cannot be.</summary>
/// <param name="Field">Where: <c>spec.schedule.interval</c>.</param>
/// <param name="Value">What is there; null when nothing is, or when there is no one value to show.</param>
/// <param name="Problem">What is wrong with it and what is allowed, to be read after the value: "is not …; write …".</param>
public sealed record FieldProblem(string Field, string? Value, string Problem)
{
    private const int LongestShown = 120;

    public override string ToString() => Value is null ? $"{Field}: {Problem}" : $"{Field}: '{Shown(Value)}' {Problem}";

    private static string Shown(string value) => value.Length <= LongestShown ? value : value[..LongestShown] + "…";
}
