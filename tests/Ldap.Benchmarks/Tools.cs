using System.Text;
using TestEnvironment;

namespace Ldap.Benchmarks;

/// <summary>The programs that are compared with.</summary>
internal sealed class Tools(ActiveDirectoryDescription server)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, string?> environment = new(StringComparer.Ordinal) { ["LDAPTLS_CACERT"] = server.CertificateAuthority };

    public static string? LdaptsFolder => Environment.GetEnvironmentVariable("HYBRIDGROUPS_BENCH_LDAPTS") is { Length: > 0 } folder ? folder : null;

    private string[] Login => ["-x", "-H", server.Url.OriginalString, "-D", server.Administrator, "-y", server.AdministratorPasswordFile];

    public async Task<long> SearchAsync(DistinguishedName root, string filter, IReadOnlyList<string> attributes, CancellationToken cancellation)
    {
        // Through a shell into a file that is no file: so that what is measured is the client, and not this program reading its output.
        var command = string.Join(' ', ((string[])["ldapsearch", .. Login, "-LLL", "-o", "ldif-wrap=no", "-E", "pr=1000/noprompt", "-b", root.ToString(), filter, .. attributes]).Select(Quote));
        await Script.RunAsync("sh", ["-c", command + " >/dev/null"], Limit, cancellation, environment);
        return 0;
    }

    public async Task<long> LdaptsAsync(string folder, DistinguishedName root, string filter, IReadOnlyList<string> attributes, CancellationToken cancellation) =>
        long.Parse(await Script.RunAsync(
            "node",
            [
                Path.Combine(AppContext.BaseDirectory, "ldapts.mjs"), folder, server.Url.OriginalString, server.CertificateAuthority, server.Administrator,
                server.AdministratorPasswordFile, root.ToString(), filter, string.Join(',', attributes),
            ],
            Limit,
            cancellation));

    public async Task<string> WriteMemberLdifAsync(DistinguishedName group, string name, IEnumerable<string> members, CancellationToken cancellation)
    {
        var text = new StringBuilder($"dn: {group}\nchangetype: modify\nadd: member\n");
        foreach (var member in members) text.Append("member: ").Append(member).Append('\n');
        var file = Path.Combine(Path.GetTempPath(), $"ldap-benchmark-{name}-{Environment.ProcessId}.ldif");
        await File.WriteAllTextAsync(file, text.ToString(), cancellation);
        return file;
    }

    public async Task ModifyAsync(string ldif, CancellationToken cancellation) =>
        await Script.RunAsync("ldapmodify", [.. Login, "-f", ldif], Limit, cancellation, environment);

    private static string Quote(string word) => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
