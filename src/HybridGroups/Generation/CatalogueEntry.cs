namespace HybridGroups.Generation;

/// <summary>A word that people find in a status, what it means, and what to do.</summary>
internal sealed record CatalogueEntry(string Word, string Meaning, string Remedy);
