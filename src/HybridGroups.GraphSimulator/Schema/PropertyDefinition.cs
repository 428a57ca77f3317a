namespace HybridGroups.GraphSimulator.Schema;

internal sealed record PropertyDefinition(string Name, ValueKind Type)
{
    public ushort Index { get; init; }

    /// <summary>Returned when the request has no $select.</summary>
    public bool ByDefault { get; init; }

    public bool Writable { get; init; }

    public bool BetaOnly { get; init; }

    /// <summary>Known to the model but held by another service: 501 on a collection, never tracked by delta.</summary>
    public bool OutsideDirectory { get; init; }

    /// <summary>State of the simulator itself that no request may name.</summary>
    public bool Hidden { get; init; }

    public Filtering Filtering { get; init; }
}
