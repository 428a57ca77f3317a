using HybridGroups.EndToEnd.Tests.Running;
using Ldap;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Permissions;

/// <summary><c>hybrid-groups permissions</c> as administrators run it, on a container of its own.</summary>
internal sealed class PermissionsVerb : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static int lastNumber;

    private readonly ActiveDirectoryDescription server;

    private PermissionsVerb(ActiveDirectoryDescription server, LdapConnection administrator, DistinguishedName container)
    {
        this.server = server;
        Administrator = administrator;
        Container = container;
    }

    public LdapConnection Administrator { get; }

    public DistinguishedName Container { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<PermissionsVerb> OnNewContainerAsync(SharedSurroundings surroundings)
    {
        var directory = surroundings.Description.ActiveDirectory!;
        var administrator = await ConnectAsync(directory, directory.Administrator, directory.AdministratorPasswordFile);
        var name = $"Granted, {Environment.ProcessId}-{Interlocked.Increment(ref lastNumber)}";
        var container = DistinguishedName.Parse(directory.BaseDn).Child("OU", name);
        await administrator.AddAsync(container, [LdapAttribute.Of("objectClass", "organizationalUnit")], Cancellation);
        return new PermissionsVerb(directory, administrator, container);
    }

    public Task<LdapConnection> ConnectAsServiceAsync() => ConnectAsync(server, server.ServiceAccount!, server.ServiceAccountPasswordFile!);

    /// <summary>On the container, as the administrator.</summary>
    public Task<ScriptResult> RunAsync(string verb, params string[] further) => RunOnAsync(Container, verb, further);

    public Task<ScriptResult> RunOnAsync(DistinguishedName container, string verb, params string[] further) => RunAsAsync(
        server.Administrator, server.AdministratorPasswordFile, [verb, "--container", container.ToString(), "--ca-bundle", server.CertificateAuthority, .. further]);

    public Task<ScriptResult> RunAsServiceAsync(params string[] arguments) => RunAsAsync(
        server.ServiceAccount!, server.ServiceAccountPasswordFile!, [.. arguments, "--container", Container.ToString(), "--ca-bundle", server.CertificateAuthority]);

    public Task<ScriptResult> RunForForestAsync(params string[] arguments) => RunAsAsync(
        server.Administrator, server.AdministratorPasswordFile, [.. arguments, "--all-domains", "--ca-bundle", server.CertificateAuthority]);

    /// <summary>Without the authority of the server's certificate.</summary>
    public Task<ScriptResult> RunWithoutTrustAsync(params string[] arguments) => RunAsAsync(
        server.Administrator, server.AdministratorPasswordFile, [.. arguments, "--container", Container.ToString()]);

    public Task<ScriptResult> RunWithPasswordAsync(string password, params string[] arguments) => StartAsync(
        [.. arguments, "--container", Container.ToString(), "--ca-bundle", server.CertificateAuthority],
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["HYBRIDGROUPS_AD_USER"] = server.Administrator, ["HYBRIDGROUPS_AD_PASSWORD"] = password });

    public async Task<string> AdministratorPasswordAsync() => await File.ReadAllTextAsync(server.AdministratorPasswordFile, Cancellation);

    public async ValueTask DisposeAsync()
    {
        await Administrator.DeleteAsync(Container, CancellationToken.None, new LdapWriteOptions { Controls = [LdapControls.TreeDelete] });
        await Administrator.DisposeAsync();
    }

    private Task<ScriptResult> RunAsAsync(string user, string passwordFile, string[] arguments) =>
        StartAsync([.. arguments, "--user", user, "--password-file", passwordFile], environment: null);

    private Task<ScriptResult> StartAsync(string[] arguments, Dictionary<string, string?>? environment) => Script.TryRunAsync(
        "dotnet",
        [OperatorProcess.Program, "permissions", .. arguments, "--server", server.Url.OriginalString, "--account", "svc-hybrid-groups"],
        Limit,
        Cancellation,
        environment);

    private static async Task<LdapConnection> ConnectAsync(ActiveDirectoryDescription directory, string user, string passwordFile) =>
        await LdapConnection.ConnectAsync(
            new LdapConnectionOptions(
                LdapEndpoint.Parse(directory.Url.OriginalString), new LdapCredential.Simple(user, await File.ReadAllTextAsync(passwordFile, Cancellation)))
            {
                Tls = new LdapTlsOptions { Authorities = LdapTlsOptions.ReadAuthorities(await File.ReadAllTextAsync(directory.CertificateAuthority, Cancellation)) },
            },
            Cancellation);
}
