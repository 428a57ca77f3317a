using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Model;

namespace HybridGroups.Sync.Planning;

/// <summary>Finds objects by what people write: an id, a user principal name, or a distinguished name.</summary>
internal sealed class ObjectReferences(DirectoryModel model)
{
    private Dictionary<DirectoryPath, Guid>? byPath;
    private Dictionary<string, Guid>? byPrincipalName;

    public Guid? Find(string text) =>
        Guid.TryParse(text, out var id) ? id
        : text.Contains('=', StringComparison.Ordinal) ? FindByName(text)
        : ByPrincipalName.TryGetValue(text, out var user) ? user : null;

    public Guid? FindByName(string distinguishedName) =>
        model.Names.WithDistinguishedName(distinguishedName) ?? (ByPath.TryGetValue(DirectoryPath.Of(distinguishedName), out var id) ? id : null);

    private Dictionary<DirectoryPath, Guid> ByPath => byPath ??= ReadPaths();

    private Dictionary<string, Guid> ByPrincipalName => byPrincipalName ??= ReadPrincipalNames();

    private Dictionary<DirectoryPath, Guid> ReadPaths()
    {
        var read = new Dictionary<DirectoryPath, Guid>();
        foreach (var item in model.OnPremises.Objects) read[DirectoryPath.Of(item.DistinguishedName)] = item.Id;
        return read;
    }

    private Dictionary<string, Guid> ReadPrincipalNames()
    {
        var read = new Dictionary<string, Guid>(StringComparer.OrdinalIgnoreCase);
        foreach (var user in model.OnPremises.Objects.Where(item => item.Kind == OnPremisesObjectKind.User))
        {
            if (user.First("userPrincipalName") is { } name) read[name] = user.Id;
        }

        // Entra's word counts where both know the name.
        foreach (var id in model.Cloud.Live(CloudObjectKind.User))
        {
            if (model.Cloud.PropertiesOf(CloudObjectKind.User, id)!.GetValueOrDefault("userPrincipalName") is string name) read[name] = id;
        }

        return read;
    }
}
