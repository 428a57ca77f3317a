using System.CommandLine;
using System.CommandLine.Parsing;
using HybridGroups.ActiveDirectory.Permissions;
using HybridGroups.Output;
using Ldap;

namespace HybridGroups.Commands.Permissions;

/// <summary>The options that both verbs share, and what they ask for.</summary>
internal sealed class PermissionsOptions
{
    public const string UserVariable = "HYBRIDGROUPS_AD_USER";
    public const string PasswordVariable = "HYBRIDGROUPS_AD_PASSWORD";

    private readonly Option<LdapEndpoint> server = new("--server")
    {
        Required = true,
        Description = "A domain controller: ldaps://host[:port], or ldap://host[:port] for StartTLS.",
        HelpName = "URL",
        CustomParser = parsed => Parse(parsed, LdapEndpoint.Parse),
    };

    private readonly Option<DistinguishedName[]> container = new("--container")
    {
        Description = "The container that groups are written to. May be given several times.",
        HelpName = "DN",
        CustomParser = parsed => [.. parsed.Tokens.Select(token => Parse(parsed, token, DistinguishedName.Parse)).OfType<DistinguishedName>()],
    };

    private readonly Option<bool> allDomains = new("--all-domains") { Description = "The whole of every domain of the forest, instead of a container." };

    private readonly Option<string> account = new("--account")
    {
        Required = true,
        Description = "The service account: its sAMAccountName (a group managed one ends in $), distinguished name or SID.",
        HelpName = "NAME",
    };

    private readonly Option<bool> revival = new("--revive-deleted") { Description = "Also: bring deleted groups back with their SID." };
    private readonly Option<bool> deletions = new("--see-deletions") { Description = "Also: see deleted objects." };

    private readonly Option<bool> replication = new("--replicate-changes")
    {
        Description = "Also: read changes without object security. It shows no passwords. With --see-deletions, deletions arrive as changes.",
    };

    private readonly Option<string?> user = new("--user")
    {
        Description = $"Who asks: a distinguished name, name@domain or DOMAIN\\name. By default {UserVariable}; with neither, the Kerberos tickets of the process.",
        HelpName = "NAME",
    };

    private readonly Option<FileInfo?> passwordFile = new("--password-file")
    {
        Description = $"A file with the password of --user. By default the variable {PasswordVariable}.",
        HelpName = "FILE",
    };

    private readonly Option<FileInfo?> authorities = new("--ca-bundle")
    {
        Description = "Certificate authorities to trust, in PEM. By default those of the machine.",
        HelpName = "FILE",
    };

    private readonly Option<double> timeout = new("--timeout")
    {
        Description = "Seconds that connecting, and every single operation, may take.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 30,
    };

    private readonly Option<OutputFormat> output = OutputOption.Create();

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[server, container, allDomains, account, revival, deletions, replication, user, passwordFile, authorities, timeout, output])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if ((result.GetValue(container) is { Length: > 0 }) == result.GetValue(allDomains))
                result.AddError("Say where: either --container DN, or --all-domains.");
            if (result.GetResult(timeout) is { Implicit: false } && result.GetValue(timeout) is not (> 0 and <= 3600))
                result.AddError("--timeout: give a number of seconds above 0, at most 3600.");
        });
    }

    public OutputFormat Output(ParseResult parsed) => parsed.GetValue(output);

    public string Account(ParseResult parsed) => parsed.GetRequiredValue(account);

    /// <summary>Empty for every domain of the forest.</summary>
    public IReadOnlyList<DistinguishedName> Containers(ParseResult parsed) => parsed.GetValue(container) ?? [];

    public PermissionRequest Request(ParseResult parsed, string sid, DistinguishedName? where) => new(sid, where)
    {
        Revival = parsed.GetValue(revival),
        Deletions = parsed.GetValue(deletions),
        Replication = parsed.GetValue(replication),
    };

    public async Task<LdapConnectionOptions> ConnectionAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var limit = TimeSpan.FromSeconds(parsed.GetValue(timeout));
        return new LdapConnectionOptions(parsed.GetRequiredValue(server), await CredentialAsync(parsed, cancellation))
        {
            Tls = parsed.GetValue(authorities) is { } bundle
                ? new LdapTlsOptions { Authorities = LdapTlsOptions.ReadAuthorities(await File.ReadAllTextAsync(bundle.FullName, cancellation)) }
                : new LdapTlsOptions(),
            ConnectTimeout = limit,
            OperationTimeout = limit,
        };
    }

    private async Task<LdapCredential> CredentialAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var name = parsed.GetValue(user) ?? Environment.GetEnvironmentVariable(UserVariable);
        if (string.IsNullOrEmpty(name)) return new LdapCredential.Negotiate(LdapSaslMechanism.Gssapi);
        var password = parsed.GetValue(passwordFile) is { } file
            ? (await File.ReadAllTextAsync(file.FullName, cancellation)).TrimEnd('\r', '\n')
            : Environment.GetEnvironmentVariable(PasswordVariable);
        return string.IsNullOrEmpty(password)
            ? throw new FormatException($"There is no password for {name}: give --password-file, or set {PasswordVariable}. It is never asked for, and never an argument.")
            : new LdapCredential.Simple(name, password);
    }

    private static T? Parse<T>(ArgumentResult parsed, Func<string, T> read)
        where T : class => Parse(parsed, parsed.Tokens.Single(), read);

    private static T? Parse<T>(ArgumentResult parsed, Token token, Func<string, T> read)
        where T : class
    {
        try
        {
            return read(token.Value);
        }
        catch (FormatException e)
        {
            parsed.AddError(e.Message);
            return null;
        }
    }
}
