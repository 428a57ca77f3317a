namespace HybridGroups.Output;

/// <summary>Colour, on a terminal alone, and where nobody has asked for none (NO_COLOR, TERM=dumb).</summary>
internal static class Paint
{
    private static readonly bool IsOn = !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";

    public static string Good(string text) => With("32", text);

    public static string Bad(string text) => With("31", text);

    public static string Doubtful(string text) => With("33", text);

    public static string Strong(string text) => With("1", text);

    private static string With(string code, string text) => IsOn ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
