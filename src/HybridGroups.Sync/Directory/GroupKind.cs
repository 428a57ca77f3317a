namespace HybridGroups.Sync.Directory;

/// <summary>The groupType of Active Directory.</summary>
public readonly record struct GroupKind(GroupScope Scope, bool IsSecurity)
{
    private const int SecurityBit = unchecked((int)0x80000000);

    public static GroupKind UniversalSecurity => new(GroupScope.Universal, IsSecurity: true);

    public static GroupKind UniversalDistribution => new(GroupScope.Universal, IsSecurity: false);

    public int Value => ScopeBit | (IsSecurity ? SecurityBit : 0);

    private int ScopeBit => Scope switch
    {
        GroupScope.Global => 2,
        GroupScope.DomainLocal => 4,
        GroupScope.Universal => 8,
        _ => 5,
    };

    public static GroupKind FromValue(int value) => new(
        (value & 1) != 0 ? GroupScope.Builtin
        : (value & 8) != 0 ? GroupScope.Universal
        : (value & 4) != 0 ? GroupScope.DomainLocal
        : GroupScope.Global,
        (value & SecurityBit) != 0);
}
