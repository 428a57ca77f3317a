using HybridGroups.ActiveDirectory.Mapping;
using Ldap;

namespace HybridGroups.ActiveDirectory.Reading;

/// <summary>What one or more answers of DirSync say of one object.</summary>
internal sealed class ChangedObject(Guid id)
{
    private static readonly HashSet<string> AlwaysThere = new(StringComparer.OrdinalIgnoreCase) { "objectGUID", "instanceType" };

    private readonly Dictionary<Guid, bool> links = [];

    public Guid Id { get; } = id;

    public string Name { get; private set; } = "";

    public bool IsDeleted { get; private set; }

    /// <summary>It was deleted once and is back.</summary>
    public bool IsRevived { get; private set; }

    /// <summary>New, renamed or moved: what is below it has another name now, and it may have come into scope.</summary>
    public bool IsPlacedAnew { get; private set; }

    public bool HasNewAttributes { get; private set; }

    /// <summary>The links came as a whole list: they must be read.</summary>
    public bool HasWholeLinks { get; private set; }

    /// <summary>New members that stand for somebody of another domain.</summary>
    public HashSet<Guid> Foreign { get; } = [];

    public List<Guid> Added => [.. links.Where(link => link.Value).Select(link => link.Key)];

    public List<Guid> Removed => [.. links.Where(link => !link.Value).Select(link => link.Key)];

    public void Take(LdapEntry entry)
    {
        Name = ObjectMapper.NameOf(entry);
        foreach (var attribute in entry.Attributes)
        {
            if (AlwaysThere.Contains(attribute.Name)) continue;
            if (attribute.Name.Equals(MappedAttributes.Members, StringComparison.OrdinalIgnoreCase))
            {
                TakeLinks(attribute);
                continue;
            }

            HasNewAttributes = true;
            switch (attribute.Name)
            {
                case "isDeleted":
                    IsDeleted = attribute.Values.Count > 0 && attribute.Text(0).Equals("TRUE", StringComparison.OrdinalIgnoreCase);
                    IsRevived = !IsDeleted;
                    break;
                case "name" or "parentGUID":
                    IsPlacedAnew = true;
                    break;
            }
        }
    }

    // MS-ADTS 3.1.1.3.4.1.3: with incremental values, "1-1" are values that are there now, "0-0" values that are gone.
    private void TakeLinks(LdapAttribute attribute)
    {
        bool? isAdded = attribute.Description.EndsWith(";range=1-1", StringComparison.OrdinalIgnoreCase) ? true
            : attribute.Description.EndsWith(";range=0-0", StringComparison.OrdinalIgnoreCase) ? false
            : null;
        if (isAdded is not { } added)
        {
            HasWholeLinks = true;
            return;
        }

        foreach (var value in attribute.Values)
        {
            var target = ObjectMapper.LinkTarget(value.Span);
            links[target] = added;
            if (added && ObjectMapper.LinksToForeign(value.Span)) Foreign.Add(target);
        }
    }
}
