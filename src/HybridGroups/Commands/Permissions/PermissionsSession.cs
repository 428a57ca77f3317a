using System.CommandLine;
using HybridGroups.ActiveDirectory.Mapping;
using HybridGroups.ActiveDirectory.Permissions;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.Commands.Permissions;

/// <summary>The connections that a verb needs: one for each domain, because permissions are written where the domain is.</summary>
internal sealed class PermissionsSession : IAsyncDisposable
{
    private readonly List<(WritebackPermissions Permissions, PermissionRequest Request, LdapConnection Connection)> places = [];

    private readonly bool throughGroups;

    private PermissionsSession(SecurityIdentifier account, bool throughGroups) => (Account, this.throughGroups) = (account, throughGroups);

    public SecurityIdentifier Account { get; }

    /// <summary>Runs a verb, and turns what stops it into a message and an exit code.</summary>
    public static async Task<int> RunAsync(
        PermissionsOptions options,
        ParseResult parsed,
        Func<PermissionsSession, Task<int>> verb,
        bool throughGroups,
        CancellationToken cancellation)
    {
        try
        {
            await using var session = await OpenAsync(options, parsed, throughGroups, cancellation);
            return await verb(session);
        }
        catch (LdapException e)
        {
            await FailAsync(parsed, e.Message, e.Remedy);
        }
        catch (OnPremisesException e)
        {
            await FailAsync(parsed, e.Message, e.Remedy);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            await FailAsync(parsed, e.Message, "See: hybrid-groups permissions --help");
        }

        return ExitCodes.Unusable;
    }

    public async Task<IReadOnlyList<PermissionPlan>> PlanAsync(CancellationToken cancellation)
    {
        var plans = new List<PermissionPlan>();
        foreach (var (permissions, request, _) in places)
        {
            // What several containers need on their domain is shown once.
            foreach (var plan in await permissions.PlanAsync(request, cancellation))
            {
                if (!plans.Any(there => IsSame(there, plan))) plans.Add(plan);
            }
        }

        return plans;
    }

    public async Task<int> GrantAsync(CancellationToken cancellation)
    {
        var added = 0;
        foreach (var (permissions, request, _) in places)
            added += await permissions.GrantAsync(await permissions.PlanAsync(request, cancellation), cancellation);
        return added;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in places.Select(place => place.Connection).Distinct()) await connection.DisposeAsync();
    }

    private static async Task<PermissionsSession> OpenAsync(PermissionsOptions options, ParseResult parsed, bool throughGroups, CancellationToken cancellation)
    {
        var how = await options.ConnectionAsync(parsed, cancellation);
        var first = await LdapConnection.ConnectAsync(how, cancellation);
        PermissionsSession? session = null;
        try
        {
            session = new PermissionsSession(await AccountLookup.FindAsync(first, options.Account(parsed), cancellation), throughGroups);
            var sid = session.Account.ToString();
            foreach (var container in options.Containers(parsed))
                session.Add(first, options.Request(parsed, sid, container));
            if (session.places.Count > 0) return session;

            session.Add(first, options.Request(parsed, sid, where: null));
            foreach (var domain in (await ForestDomain.ReadAllAsync(first, cancellation)).Skip(1))
                session.Add(
                    await LdapConnection.ConnectAsync(how with { Endpoint = how.Endpoint with { Host = domain.DnsName } }, cancellation),
                    options.Request(parsed, sid, domain.Name));
            return session;
        }
        catch
        {
            if (session is { places.Count: > 0 }) await session.DisposeAsync();
            else await first.DisposeAsync();
            throw;
        }
    }

    private static bool IsSame(PermissionPlan one, PermissionPlan other) =>
        one.Target.Equals(other.Target) && one.Missing.SequenceEqual(other.Missing) && one.Present.SequenceEqual(other.Present);

    private static async Task FailAsync(ParseResult parsed, string message, string remedy)
    {
        await parsed.InvocationConfiguration.Error.WriteLineAsync(message);
        await parsed.InvocationConfiguration.Error.WriteLineAsync($"  {remedy}");
    }

    private void Add(LdapConnection connection, PermissionRequest request) =>
        places.Add((new WritebackPermissions(connection), request with { ThroughGroups = throughGroups }, connection));
}
