using HybridGroups.ActiveDirectory.Permissions;
using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.ActiveDirectory.Tests.Permissions;

/// <summary>A list of permissions is written as a whole: who writes last would undo what another wrote meanwhile.</summary>
public sealed class Granting_at_the_same_time(Domain domain)
{
    private const int Administrators = 4;
    private const int Rounds = 5;

    [Fact]
    public async Task Loses_no_entry_of_either()
    {
        var accounts = new List<DistinguishedName>();
        for (var number = 0; number < Administrators; number++) accounts.Add((await domain.AddUserAsync(domain.People)).Name);
        var connections = await Task.WhenAll(accounts.Select(_ => LdapConnection.ConnectAsync(domain.AdministratorOptions, Domain.Cancellation)));
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                var container = await domain.NewContainerAsync("granted");
                await Task.WhenAll(accounts.Select(async (account, number) =>
                {
                    var permissions = new WritebackPermissions(connections[number]);
                    await permissions.GrantAsync(await permissions.PlanAsync(new PermissionRequest(account.ToString(), container), Domain.Cancellation), Domain.Cancellation);
                }));
                foreach (var account in accounts)
                {
                    var plans = await new WritebackPermissions(domain.Administrator).PlanAsync(new PermissionRequest(account.ToString(), container), Domain.Cancellation);
                    plans.ShouldAllBe(plan => plan.IsComplete, $"{account} in round {round}");
                }
            }
        }
        finally
        {
            foreach (var connection in connections) await connection.DisposeAsync();
        }
    }
}
