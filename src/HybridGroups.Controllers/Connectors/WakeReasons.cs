using System.Diagnostics.CodeAnalysis;

namespace HybridGroups.Controllers.Connectors;

/// <summary>Why a connector looks again.</summary>
[Flags]
[SuppressMessage("Naming", "CA1711", Justification = "A set of reasons.")]
public enum WakeReasons
{
    None = 0,
    ActiveDirectory = 1,
    Entra = 2,

    /// <summary>Policies, rules or an approval.</summary>
    Intents = 4,
    Timer = 8,

    /// <summary>Everything is to be read anew.</summary>
    Full = 16,
    Everything = ActiveDirectory | Entra | Intents | Timer,
}
