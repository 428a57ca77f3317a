using HybridGroups.ActiveDirectory.Mapping;
using Ldap;

namespace HybridGroups.ActiveDirectory.Reading;

/// <summary>Asks for changes until there are no more. Without the replication right it asks with object security.</summary>
internal sealed class DirSyncReader(ReadContext context)
{
    private static readonly LdapFilter Nothing = LdapFilter.Is("objectClass", "rIDManager-none");

    // Containers as well: nothing is told of what is below one that was moved, only of the container.
    private static readonly LdapFilter Watched = LdapFilter.AnyOf(
        ObjectMapper.AnyKind, LdapFilter.Is("objectClass", "organizationalUnit"), LdapFilter.Is("objectClass", "container"));

    private bool? mayReplicate;

    /// <summary>
    /// Whether deleted objects are among the changes. The replication right alone does not say so on every server: deleted
    /// objects must be open to the account as well. Believing it wrongly would mean members that never leave.
    /// </summary>
    public bool ShowsDeletions { get; private set; }

    public async Task<ReadOnlyMemory<byte>> CurrentPositionAsync(LdapConnection connection, CancellationToken cancellation) =>
        await RunAsync(connection, default, Nothing, _ => { }, cancellation);

    public Task<ReadOnlyMemory<byte>> ReadAsync(
        LdapConnection connection,
        ReadOnlyMemory<byte> since,
        Action<LdapEntry> receive,
        CancellationToken cancellation) =>
        RunAsync(connection, since, Watched, receive, cancellation);

    private async Task<ReadOnlyMemory<byte>> RunAsync(
        LdapConnection connection,
        ReadOnlyMemory<byte> cookie,
        LdapFilter filter,
        Action<LdapEntry> receive,
        CancellationToken cancellation)
    {
        var flags = DirSyncOptions.IncrementalValues | (mayReplicate == false ? DirSyncOptions.ObjectSecurity : DirSyncOptions.None);
        while (true)
        {
            await using var search = connection.Search(Request(filter, flags, cookie), cancellation);
            try
            {
                await foreach (var entry in search.WithCancellation(cancellation)) receive(entry);
            }
            catch (LdapException e) when (mayReplicate is null && IsRefusalOfReplication(e))
            {
                mayReplicate = false;
                flags |= DirSyncOptions.ObjectSecurity;
                continue;
            }

            if (mayReplicate is null)
            {
                mayReplicate = true;
                ShowsDeletions = await SeesDeletedAsync(connection, cancellation);
            }

            var progress = DirSyncControl.ReadResponse(await search.Completion)
                ?? throw new FormatException($"{connection.Endpoint} answered a request for changes without a position.");
            cookie = progress.Cookie;
            if (!progress.HasMore) return cookie;
        }
    }

    private LdapSearchRequest Request(LdapFilter filter, DirSyncOptions flags, ReadOnlyMemory<byte> cookie) =>
        new(context.Domain.BaseName, LdapScope.Subtree, filter)
        {
            Attributes = [.. context.Attributes, MappedAttributes.Members, "name", "parentGUID", "isDeleted"],
            Controls = [DirSyncControl.Request(flags, cookie), LdapControls.ExtendedName],
        };

    // Proven by a deleted account that is seen: those of groups that this account once made would show themselves to it alone.
    private async Task<bool> SeesDeletedAsync(LdapConnection connection, CancellationToken cancellation)
    {
        var request = new LdapSearchRequest(
            context.Domain.BaseName.Child("CN", "Deleted Objects"),
            LdapScope.OneLevel,
            LdapFilter.AllOf(LdapFilter.Is("isDeleted", "TRUE"), LdapFilter.Is("objectClass", "user")))
        {
            Attributes = ["objectGUID"],
            SizeLimit = 1,
            Controls = [LdapControls.ShowDeleted],
        };
        await using var search = connection.Search(request, cancellation);
        try
        {
            await foreach (var _ in search.WithCancellation(cancellation)) return true;
            return false;
        }
        catch (LdapException e) when (e.Kind is LdapErrorKind.NoSuchObject or LdapErrorKind.InsufficientRights)
        {
            return false;
        }
    }

    private static bool IsRefusalOfReplication(LdapException error) =>
        error.Kind is LdapErrorKind.InsufficientRights or LdapErrorKind.UnwillingToPerform or LdapErrorKind.UnsupportedControl;
}
