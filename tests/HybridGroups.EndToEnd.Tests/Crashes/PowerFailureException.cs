namespace HybridGroups.EndToEnd.Tests.Crashes;

/// <summary>The process ends here: nothing after it runs, and nothing is remembered.</summary>
internal sealed class PowerFailureException : Exception;
