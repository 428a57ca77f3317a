namespace HybridGroups.Rules.Building;

public enum BuilderConnective
{
    And,
    Or,
}
