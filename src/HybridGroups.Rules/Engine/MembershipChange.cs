using System.Runtime.InteropServices;

namespace HybridGroups.Rules.Engine;

/// <summary>One object that a rule began or ceased to choose.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MembershipChange(string RuleId, string ObjectId, bool Added);
