using System.Runtime.InteropServices;

namespace HybridGroups.Sync.Model.Matching;

/// <summary>Who the same is in the other directory, and which level said so.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Partner(Guid Id, int Level);
