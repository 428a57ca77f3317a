using System.Globalization;
using System.Text;

namespace HybridGroups.ActiveDirectory.Permissions;

/// <summary>Entries as administrators read them.</summary>
public static class Sddl
{
    private static readonly (AccessRights Right, string Text)[] Rights =
    [
        (AccessRights.CreateChild, "CC"), (AccessRights.DeleteChild, "DC"), (AccessRights.ListChildren, "LC"), (AccessRights.Self, "SW"),
        (AccessRights.ReadProperty, "RP"), (AccessRights.WriteProperty, "WP"), (AccessRights.DeleteTree, "DT"), (AccessRights.ListObject, "LO"),
        (AccessRights.ControlAccess, "CR"), (AccessRights.Delete, "SD"), (AccessRights.ReadControl, "RC"),
        (AccessRights.WriteDiscretionaryList, "WD"), (AccessRights.WriteOwner, "WO"),
    ];

    private static readonly (AccessInheritance Flag, string Text)[] Flags =
    [
        (AccessInheritance.Containers, "CI"), (AccessInheritance.Objects, "OI"), (AccessInheritance.InheritOnly, "IO"),
        (AccessInheritance.NoPropagation, "NP"), (AccessInheritance.Inherited, "ID"),
    ];

    public static string Write(IEnumerable<AccessEntry> entries) => "D:" + string.Concat(entries.Select(Write));

    public static string Write(AccessEntry entry)
    {
        if (entry.Account is null) return "(?)";
        var isObject = entry.ObjectType is not null || entry.InheritedType is not null;
        var text = new StringBuilder("(");
        text.Append(isObject ? "O" : "").Append(entry.IsDenied ? "D;" : "A;");
        foreach (var (flag, name) in Flags) text.Append(entry.Inheritance.HasFlag(flag) ? name : "");
        text.Append(';');
        var left = entry.Rights;
        foreach (var (right, name) in Rights)
        {
            if (!entry.Rights.HasFlag(right)) continue;
            text.Append(name);
            left &= ~right;
        }

        if (left != AccessRights.None)
        {
            // Rights without a letter: then the whole mask as a number, which is SDDL too.
            text.Length = text.ToString().LastIndexOf(';') + 1;
            text.Append(CultureInfo.InvariantCulture, $"0x{(uint)entry.Rights:x}");
        }

        text.Append(';').Append(entry.ObjectType?.ToString("D")).Append(';').Append(entry.InheritedType?.ToString("D"));
        return text.Append(';').Append(entry.Account).Append(')').ToString();
    }
}
