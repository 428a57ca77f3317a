namespace HybridGroups.Entra.Connecting;

/// <summary>Where a cloud's login host and Graph are, and the audience its federated credentials carry.</summary>
public sealed record CloudEnvironment(string Name, Uri Login, Uri Graph, string FederationAudience)
{
    public static CloudEnvironment Public { get; } = new(
        "Public", new Uri("https://login.microsoftonline.com"), new Uri("https://graph.microsoft.com"), "api://AzureADTokenExchange");

    public static CloudEnvironment USGov { get; } = new(
        "USGov", new Uri("https://login.microsoftonline.us"), new Uri("https://graph.microsoft.us"), "api://AzureADTokenExchangeUSGov");

    /// <summary>Shares the login host with USGov; only Graph is elsewhere.</summary>
    public static CloudEnvironment USGovDoD { get; } = new(
        "USGovDoD", new Uri("https://login.microsoftonline.us"), new Uri("https://dod-graph.microsoft.us"), "api://AzureADTokenExchangeUSGov");

    public static CloudEnvironment China { get; } = new(
        "China", new Uri("https://login.chinacloudapi.cn"), new Uri("https://microsoftgraph.chinacloudapi.cn"), "api://AzureADTokenExchangeChina");

    /// <summary>Scheme, host and port; no trailing slash.</summary>
    public string GraphRoot => Graph.GetLeftPart(UriPartial.Authority);

    public string Scope => GraphRoot + "/.default";

    /// <summary>A cloud without a preset, a proxy, or a simulator.</summary>
    public CloudEnvironment At(Uri? login, Uri? graph) => this with { Login = login ?? Login, Graph = graph ?? Graph };
}
