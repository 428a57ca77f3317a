using HybridGroups.ActiveDirectory.Mapping;
using HybridGroups.ActiveDirectory.Reading;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.ActiveDirectory.Writing;

/// <summary>Adopt, else revive, else create. Running it twice never makes two groups.</summary>
internal sealed class GroupCreator(ReadContext context, WriteGuard guard, GroupFinder finder)
{
    private const int LongestCommonName = 64;

    public async Task<GroupCreation> RunAsync(LdapConnection connection, NewGroup group, CancellationToken cancellation)
    {
        var container = DistinguishedName.Parse(group.Container);
        guard.RequireWritable(container);
        Validate(group);
        var there = await finder.FindAsync(connection, group.Anchor, cancellation);
        if (there.Count > 1)
            throw new OnPremisesException(
                OnPremisesErrorKind.NotAllowed,
                $"{there.Count} groups carry the mark {group.Anchor}: {string.Join("; ", there.Select(one => one.DistinguishedName))}.",
                "Decide which one is right and clear adminDescription (and msDS-ExternalDirectoryObjectId) of the others.");
        if (there.Count == 1) return new GroupCreation(there[0].Id, GroupOrigin.Adopted);

        var name = container.Child("CN", group.CommonName);
        if (await finder.FindDeletedAsync(connection, group.Anchor, cancellation) is { } deleted
            && await TryReviveAsync(connection, deleted, name, group, cancellation))
            return new GroupCreation(ObjectMapper.IdOf(deleted)!.Value, GroupOrigin.Revived);

        name = await AddAsync(connection, container, group, cancellation);
        var made = await connection.ReadAsync(name, ["objectGUID"], cancellation);
        return new GroupCreation(
            made is not null && ObjectMapper.IdOf(made) is { } id
                ? id
                : throw new OnPremisesException(
                    OnPremisesErrorKind.OutcomeUnknown,
                    $"{name} was created, and is not there when it is read.",
                    "Give the service account the right to read it, or look whether another product moves new groups."),
            GroupOrigin.Created);
    }

    // Which of its names is taken, the server does not say: each gives way alone before both do.
    private async Task<DistinguishedName> AddAsync(LdapConnection connection, DistinguishedName container, NewGroup group, CancellationToken cancellation)
    {
        var commonName = group.CommonNameWhenTaken ?? group.CommonName;
        var accountName = group.AccountNameWhenTaken ?? group.SamAccountName;
        NewGroup[] ways =
        [
            .. new[]
            {
                group, group with { SamAccountName = accountName }, group with { CommonName = commonName },
                group with { CommonName = commonName, SamAccountName = accountName },
            }.Distinct(),
        ];
        var tried = 0;
        while (true)
        {
            var name = container.Child("CN", ways[tried].CommonName);
            try
            {
                await connection.AddAsync(name, Attributes(ways[tried]), cancellation);
                return name;
            }
            catch (LdapException e) when (e.Kind == LdapErrorKind.AlreadyExists && tried + 1 < ways.Length)
            {
                tried++;
            }
        }
    }

    private static void Validate(NewGroup group)
    {
        if (group.CommonName.Length is 0 or > LongestCommonName)
            throw new OnPremisesException(
                OnPremisesErrorKind.NotAllowed,
                $"The name \"{group.CommonName}\" has {group.CommonName.Length} characters; a cn has 1 to {LongestCommonName}.",
                "Shorten the name, or the template that it is made from.");
        if (group.Attributes.Keys.FirstOrDefault(GroupUpdater.IsForbidden) is { } forbidden)
            throw WriteGuard.Refuse($"{forbidden} is not set this way.", "Leave it out of the mapping.");
    }

    private List<LdapAttribute> Attributes(NewGroup group)
    {
        var attributes = new List<LdapAttribute> { LdapAttribute.Of("objectClass", "group") };
        // The mark comes with the group, not after it: in between, another product would sync the group up as a new one.
        attributes.AddRange(Marks(group));
        attributes.AddRange(group.Attributes.Where(one => one.Value.Count > 0).Select(one => LdapAttribute.Of(one.Key, one.Value)));
        return attributes;
    }

    private IEnumerable<LdapAttribute> Marks(NewGroup group)
    {
        yield return LdapAttribute.Of("sAMAccountName", group.SamAccountName);
        yield return LdapAttribute.Of("groupType", group.Kind.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        yield return LdapAttribute.Of("adminDescription", group.Anchor.ToString());
        if (context.Domain.Schema.HasExternalDirectoryObjectId)
            yield return LdapAttribute.Of("msDS-ExternalDirectoryObjectId", group.Anchor.ToString());
    }

    // False when the server refuses: without the right, or because it cannot. A new group then costs the SID; no group would cost more.
    private async Task<bool> TryReviveAsync(LdapConnection connection, LdapEntry deleted, DistinguishedName name, NewGroup group, CancellationToken cancellation)
    {
        var showDeleted = new LdapWriteOptions { Controls = [LdapControls.ShowDeleted] };
        LdapModification[] revival = [LdapModification.Remove("isDeleted"), LdapModification.Replace("distinguishedName", name.ToString())];
        try
        {
            await connection.ModifyAsync(deleted.Name, revival, cancellation, showDeleted);
        }
        catch (LdapException e) when (e.Result is not null && !e.IsTransient && e.Kind != LdapErrorKind.AlreadyExists)
        {
            return false;
        }

        // A tombstone has kept its identity, its SID and little else.
        List<LdapModification> rest =
        [
            .. Marks(group).Select(one => new LdapModification(LdapModificationKind.Replace, one)),
            .. group.Attributes.Select(one => LdapModification.Replace(one.Key, one.Value)),
        ];
        await connection.ModifyAsync(DistinguishedName.FromObjectGuid(ObjectMapper.IdOf(deleted)!.Value), rest, cancellation);
        return true;
    }
}
