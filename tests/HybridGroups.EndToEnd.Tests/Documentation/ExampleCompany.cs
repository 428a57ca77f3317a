using HybridGroups.EndToEnd.Tests.Engine;
using HybridGroups.EndToEnd.Tests.Running;
using HybridGroups.GraphSimulator.Hosting;
using Ldap;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Documentation;

/// <summary>
/// The company of docs/README.md on the real servers, and a folder with what its administrator has at hand: programs, the
/// authority's certificate, password files.
/// </summary>
internal sealed class ExampleCompany : IAsyncDisposable
{
    private readonly Company company;
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> environment = new(StringComparer.Ordinal);
    private OperatorProcess? running;

    private ExampleCompany(Company company, Placeholders placeholders)
    {
        this.company = company;
        Placeholders = placeholders;
    }

    public Placeholders Placeholders { get; }

    public string Folder => folder.Path;

    public OperatorProcess? Operator => running;

    /// <param name="surroundings">The servers.</param>
    /// <param name="world">
    /// <c>bare</c>: nobody has installed anything. <c>operated</c>: the operator runs, with the Secrets of the quick start.
    /// <c>connected</c>: besides, the rights are granted and the connector of the quick start is applied.
    /// </param>
    public static async Task<ExampleCompany> FoundAsync(EnvironmentDescription surroundings, string world)
    {
        var founded = await Company.FoundAsync(surroundings, grants: world == "connected");
        var example = new ExampleCompany(founded, new Placeholders(
            surroundings.ActiveDirectory!.Url.OriginalString, founded.Root.ToString(), founded.Entra.TenantId.ToString("D"), Simulator.DefaultClientId,
            founded.Tenant.Address.GetLeftPart(UriPartial.Authority)));
        await example.PeopleAsync();
        await example.EquipAsync(surroundings);
        if (world != "bare") await example.OperateAsync();
        if (world == "connected") await example.ConnectAsync();
        return example;
    }

    public Shell OpenShell() => Shell.Start(Folder, environment);

    public async Task SaveAsync(string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, Placeholders.Filled(string.Join('\n', lines) + "\n"), Company.Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (running is not null) await running.DisposeAsync();
        await company.DisposeAsync();
        folder.Dispose();
    }

    private async Task PeopleAsync()
    {
        var anna = await company.HireAsync("Sales", "Anna Berg");
        var ben = await company.HireAsync("Sales", "Ben Cole");
        var cleo = await company.HireAsync("Finance", "Cleo Diaz");
        for (var number = 1; number <= 8; number++) await company.HireAsync("Warehouse", $"Temp {number}");
        var marketing = company.Entra.AddGroup("Marketing");
        var falcon = company.Entra.AddGroup("Project Falcon");
        company.Entra.AddMember(marketing, anna.CloudId);
        company.Entra.AddMember(falcon, ben.CloudId);
        company.Entra.AddMember(falcon, cleo.CloudId);
        await company.AddGroupAsync("APP-Payroll", cleo);
    }

    private async Task EquipAsync(EnvironmentDescription surroundings)
    {
        var directory = surroundings.ActiveDirectory!;
        await SaveProgramAsync("hybrid-groups", $"exec dotnet '{OperatorProcess.Program}' \"$@\"");
        await SaveProgramAsync("kubectl-hybridgroups", $"exec dotnet '{OperatorProcess.Program}' \"$@\"");
        // The server of the tests is Kubernetes 1.20, older than CEL rules in definitions; from 1.30 on no switch is needed.
        await SaveProgramAsync("kubectl", $"[[ $1 == apply ]] && set -- \"$@\" --validate=false\nexec '{await WhereIsAsync("kubectl")}' \"$@\"");
        File.Copy(directory.CertificateAuthority, Path.Combine(Folder, "ca.crt"));
        File.Copy(directory.ServiceAccountPasswordFile!, Path.Combine(Folder, "password"));
        File.Copy(directory.AdministratorPasswordFile, Path.Combine(Folder, "admin-password"));
        await File.WriteAllTextAsync(Path.Combine(Folder, "client-secret"), Simulator.DefaultClientSecret, Company.Cancellation);
        foreach (var shared in new[] { "crds", "config" }) File.CreateSymbolicLink(Path.Combine(Folder, shared), Repository.PathOf(shared));
        var kubeconfig = Path.Combine(Folder, "kubeconfig");
        await File.WriteAllTextAsync(kubeconfig, await File.ReadAllTextAsync(surroundings.Kubernetes!.Kubeconfig, Company.Cancellation), Company.Cancellation);
        await Script.RunAsync("kubectl", ["--kubeconfig", kubeconfig, "config", "set-context", "--current", "--namespace", company.Cluster.Namespace], TimeSpan.FromSeconds(20), Company.Cancellation);

        environment["PATH"] = $"{Path.Combine(Folder, "bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        environment["KUBECONFIG"] = kubeconfig;
        // The certificate of a tenant here comes from a test authority: trusted by .NET, and by curl.
        environment["SSL_CERT_FILE"] = environment["CURL_CA_BUNDLE"] = surroundings.Graph!.CertificateAuthority;
        environment["LDAPURI"] = directory.Url.OriginalString;
        environment["LDAPBINDDN"] = directory.Administrator;
        environment["LDAPTLS_CACERT"] = "ca.crt";
        environment["TOKEN"] = await TokenAsync();
    }

    private async Task<string> TokenAsync()
    {
        using var client = company.TrustingClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["client_id"] = Simulator.DefaultClientId,
            ["client_secret"] = Simulator.DefaultClientSecret,
            ["scope"] = new Uri(company.Tenant.Address, ".default").ToString(),
            ["grant_type"] = "client_credentials",
        });
        using var answer = await client.PostAsync(new Uri(company.Tenant.Address, $"{company.Entra.TenantId:D}/oauth2/v2.0/token"), form, Company.Cancellation);
        using var json = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Company.Cancellation));
        return json.RootElement.GetProperty("access_token").GetString()!;
    }

    private Task OperateAsync()
    {
        running = company.StartOperator("--state-dir", Path.Combine(Folder, "state"));
        Directory.CreateDirectory(Path.Combine(Folder, "state"));
        return Task.CompletedTask;
    }

    private async Task ConnectAsync()
    {
        var connector = Page.Read("docs/quick-start.md").Fences.Single(fence => fence.FileName == "manifests/connector.yaml");
        await SaveAsync("connector.yaml", connector.Lines);
        await company.Cluster.ApplyAsync(await File.ReadAllTextAsync(Path.Combine(Folder, "connector.yaml"), Company.Cancellation), Company.Cancellation);
        await company.Cluster.WaitAsync("Ready", Company.Cancellation);
    }

    private async Task SaveProgramAsync(string name, string body)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, "bin")).FullName, name);
        await File.WriteAllTextAsync(path, $"#!/bin/bash\n{body}\n", Company.Cancellation);
        await Script.RunAsync("chmod", ["+x", path], TimeSpan.FromSeconds(5), Company.Cancellation);
    }

    private static async Task<string> WhereIsAsync(string program) =>
        (await Script.RunAsync("bash", ["-c", $"command -v {program}"], TimeSpan.FromSeconds(5), Company.Cancellation)).Trim();
}
