using HybridGroups.Rules.Diagnostics;
using HybridGroups.Rules.Properties;
using HybridGroups.Rules.Syntax;

namespace HybridGroups.Rules.Binding;

/// <summary>Names to properties. Case does not matter; every name that is wrong gets the name that was probably meant.</summary>
internal sealed class NameBinder(RuleDialect dialect, RuleSubject subject, bool subjectWasGiven, DiagnosticBag diagnostics)
{
    private static readonly string[] Prefixes = ["user", "device", "group"];
    private static readonly string[] ElementPrefixes = ["assignedPlan", "assignedPlans", "assignedLicense", "assignedLicenses"];

    private readonly PropertyCatalog catalog = PropertyCatalog.Of(subject);

    private string SubjectPrefix => Prefixes[(int)subject];

    public RuleProperty? Bind(Token name)
    {
        var point = name.Text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
        {
            return NoPrefix(name);
        }

        var prefix = name.Text[..point];
        var key = name.Text[(point + 1)..];
        var other = Array.FindIndex(Prefixes, p => p.Equals(prefix, StringComparison.OrdinalIgnoreCase));
        if (other < 0)
        {
            return UnknownPrefix(name, prefix, key);
        }

        if (other != (int)subject)
        {
            return OtherSubject(name, (RuleSubject)other, key);
        }

        if (!catalog.TryFind(key, out var property))
        {
            return UnknownKey(name, key);
        }

        if (property.Extended && dialect == RuleDialect.Entra)
        {
            var inEntra = property.Type == PropertyType.Groups ? "; memberOf looks at direct members only" : string.Empty;
            Report(DiagnosticCodes.ExtendedOnly, name, $"{property.Name} is not a property of Entra's rules{inEntra}.", "evaluate the rule here, in the extended dialect");
            return null;
        }

        if (property.Type == PropertyType.Extension && !PropertyCatalog.HasApplicationId(property.Key))
        {
            Report(
                DiagnosticCodes.ExtensionId, name, "The id of the application in the name should have 32 hexadecimal digits.", "extension_<application id without hyphens>_<name>");
        }

        return property;
    }

    /// <summary>A name within a lambda over <paramref name="collection"/>.</summary>
    public RuleProperty? BindElement(Token name, RuleProperty collection)
    {
        foreach (var element in collection.Elements)
        {
            if (element.Name.Equals(name.Text, StringComparison.OrdinalIgnoreCase))
            {
                return element;
            }
        }

        var names = collection.Elements.Select(e => e.Name).ToList();
        var nearest = NearestName.Of(name.Text, names);
        Report(
            collection.Type == PropertyType.Groups ? DiagnosticCodes.MemberOfForm : DiagnosticCodes.ElementName,
            name,
            $"A condition on an element of {collection.Name} can look at {string.Join(", ", names)} only.",
            nearest is not null ? $"did you mean {nearest}?" : names[0]);
        return null;
    }

    private RuleProperty? NoPrefix(Token name)
    {
        if (name.Text == "_")
        {
            Report(DiagnosticCodes.ElementName, name, "_ stands for an element and is known within -any and -all only.", null);
            return null;
        }

        var suggestion = catalog.TryFind(name.Text, out var property) ? property.Name
            : Prefixes.Select((_, i) => PropertyCatalog.Of((RuleSubject)i).TryFind(name.Text, out RuleProperty? elsewhere) ? elsewhere.Name : null).FirstOrDefault(n => n is not null)
            ?? Nearest(name.Text)?.Name;
        Report(
            DiagnosticCodes.PrefixMissing,
            name,
            $"\"{name.Text}\" does not say what it is a property of.",
            suggestion is null ? $"{SubjectPrefix}.{name.Text}" : $"did you mean {suggestion}?");
        return null;
    }

    private RuleProperty? UnknownPrefix(Token name, string prefix, string key)
    {
        if (ElementPrefixes.Contains(prefix, StringComparer.OrdinalIgnoreCase))
        {
            Report(
                DiagnosticCodes.ElementName, name, $"{name.Text} is known within a lambda over the collection only.", $"user.{prefix.TrimEnd('s')}s -any ({prefix.TrimEnd('s')}.{key} -eq \"…\")");
            return null;
        }

        var meant = NearestName.Of(prefix, Prefixes.Take(2));
        Report(
            meant is null ? DiagnosticCodes.PrefixMissing : DiagnosticCodes.UnknownProperty,
            name,
            $"\"{prefix}\" is not a kind of object; a property begins with user. or device.",
            meant is null ? $"{SubjectPrefix}.…" : $"did you mean {meant}.{(PropertyCatalog.Of(meant == "user" ? RuleSubject.User : RuleSubject.Device).TryFind(key, out var known) ? known.Key : key)}?");
        return null;
    }

    private RuleProperty? OtherSubject(Token name, RuleSubject other, string key)
    {
        var same = catalog.TryFind(key, out var here) ? $"did you mean {here.Name}?" : null;
        if (other == RuleSubject.Group && dialect == RuleDialect.Entra)
        {
            Report(DiagnosticCodes.OtherSubject, name, "Rules cannot look at groups, except for group.objectId within memberOf.", same);
        }
        else if (subjectWasGiven)
        {
            Report(DiagnosticCodes.OtherSubject, name, $"The rule is for {SubjectPrefix}s, and this is a property of {Prefixes[(int)other]}s.", same);
        }
        else
        {
            Report(
                DiagnosticCodes.SubjectsMixed, name, $"The rule begins with a property of {SubjectPrefix}s, so it cannot look at {Prefixes[(int)other]}s.", same ?? "make two groups");
        }

        return null;
    }

    private RuleProperty? UnknownKey(Token name, string key)
    {
        var first = key.Split('.')[0];
        var last = key[(key.LastIndexOf('.') + 1)..];
        if (PropertyCatalog.IsExtensionLike(key))
        {
            Report(
                DiagnosticCodes.ExtensionName,
                name,
                "A directory extension is written extension_<application id without hyphens>_<name>.",
                key.Contains('-', StringComparison.Ordinal) ? $"{SubjectPrefix}.{key.Replace("-", string.Empty, StringComparison.Ordinal)}" : null);
        }
        else if (subject == RuleSubject.Device && MistakenNames.OfDeviceFilters.TryGetValue(key, out var meantHere))
        {
            Report(
                DiagnosticCodes.OtherLanguage,
                name,
                $"{key} belongs to the filters of Conditional Access and Intune, not to membership rules.",
                meantHere is null ? "membership rules have nothing like it" : $"use device.{meantHere}");
        }
        else if (MistakenNames.Unsupported.TryGetValue(first, out var reason))
        {
            Report(DiagnosticCodes.Unsupported, name, reason!, null);
        }
        else if (subject == RuleSubject.User && MistakenNames.OfUsers.TryGetValue(first, out var meant))
        {
            Report(
                DiagnosticCodes.UnknownProperty, name, $"Users have no property {key}.", $"did you mean user.{(catalog.TryFind(last, out var inner) ? inner.Key : meant)}?");
        }
        else if (key.StartsWith("extensionAttribute", StringComparison.OrdinalIgnoreCase))
        {
            Report(DiagnosticCodes.UnknownProperty, name, "The extension attributes are numbered from 1 to 15.", $"{SubjectPrefix}.extensionAttribute15");
        }
        else
        {
            UnknownAltogether(name, key, last);
        }

        return null;
    }

    private void UnknownAltogether(Token name, string key, string last)
    {
        var byGraphName = catalog.Properties.FirstOrDefault(p => p.GraphPath.Equals(key, StringComparison.OrdinalIgnoreCase));
        var meant = byGraphName ?? (catalog.TryFind(last, out var inner) ? inner : null) ?? Nearest(key);
        var other = subject == RuleSubject.User ? RuleSubject.Device : RuleSubject.User;
        var elsewhere = PropertyCatalog.Of(other).TryFind(key, out var there) && subject != RuleSubject.Group ? there : null;
        Report(
            DiagnosticCodes.UnknownProperty,
            name,
            elsewhere is null ? $"There is no property {SubjectPrefix}.{key}." : $"{elsewhere.Key} is a property of {Prefixes[(int)other]}s, not of {SubjectPrefix}s.",
            meant is null ? null : $"did you mean {meant.Name}?");
    }

    private RuleProperty? Nearest(string key)
    {
        var known = catalog.Properties.Where(p => dialect == RuleDialect.Extended || !p.Extended).ToList();
        var nearest = NearestName.Of(key, known.Select(p => p.Key));
        return known.Find(p => p.Key == nearest);
    }

    private void Report(DiagnosticCode code, Token name, string message, string? suggestion) =>
        diagnostics.Add(code, name.Span, message, suggestion);
}
