using System.Text.RegularExpressions;

namespace HybridGroups.EndToEnd.Tests.Documentation;

/// <summary>What pages write for the reader's own names and addresses, and what it is in this test.</summary>
internal sealed partial class Placeholders(string domainController, string organization, string tenant, string application, string graph, string @namespace, string diagnostics)
{
    private readonly (string Shown, string Meant)[] table =
    [
        ("ldaps://dc1.corp.example.com", domainController),
        // A part of the shared domain belongs to this page alone.
        ("OU=Example,DC=corp,DC=example,DC=com", organization),
        ("11111111-2222-3333-4444-555555555555", tenant),
        ("66666666-7777-8888-9999-000000000000", application),
        ("https://graph.microsoft.com", graph),
        ("localhost:8080", diagnostics),
    ];

    /// <summary>What a reader would type: NAMESPACE and NAME are those of a connector, SYSTEM is where the operator runs.</summary>
    public string Typed(string command, string connector) => Words().Replace(Filled(command), word => word.Value == "NAME" ? connector : @namespace);

    /// <summary>The content of a file that a reader would save.</summary>
    public string Filled(string text)
    {
        // Graph and the sign-in service are one simulator here; a tenant of Microsoft's needs no endpoints.
        var withEndpoints = Regex.Replace(
            text, $"^( *)tenantId: {table[2].Shown}$", $"$1endpoints: {{graph: \"{graph}\", login: \"{graph}\"}}\n$0", RegexOptions.Multiline, TimeSpan.FromSeconds(1));
        return table.Aggregate(withEndpoints, (filled, entry) => filled.Replace(entry.Shown, entry.Meant, StringComparison.Ordinal));
    }

    /// <summary>What the page would show.</summary>
    public string Hidden(string text) => table.Aggregate(text, (hidden, entry) => hidden.Replace(entry.Meant, entry.Shown, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\b(SYSTEM|NAMESPACE|NAME)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
