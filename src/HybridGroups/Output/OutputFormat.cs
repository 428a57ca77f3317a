namespace HybridGroups.Output;

internal enum OutputFormat
{
    Text,
    Json,
    Yaml,
}
