namespace Kube.Operator.Informers;

/// <summary>What the reflector does next.</summary>
public abstract record ReflectorStep
{
    private ReflectorStep()
    {
    }

    /// <summary>
    /// Reads everything. "0" takes what the server has in memory, a number takes nothing older than that, null takes the
    /// newest there is.
    /// </summary>
    public sealed record List(string? ResourceVersion) : ReflectorStep;

    /// <summary>Reads everything as the beginning of a watch (KEP-3157), and goes on watching.</summary>
    public sealed record StreamedList : ReflectorStep;

    /// <summary>Follows the changes after a resource version.</summary>
    public sealed record Watch(string ResourceVersion) : ReflectorStep;
}
