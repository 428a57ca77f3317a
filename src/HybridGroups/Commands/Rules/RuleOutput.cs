namespace HybridGroups.Commands.Rules;

internal enum RuleOutput
{
    Text,
    Json,
}
