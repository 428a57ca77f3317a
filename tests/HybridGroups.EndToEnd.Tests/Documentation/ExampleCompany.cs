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
    private readonly string diagnostics = FreeAddress.Next().ToString();
    private OperatorProcess? running;
    private Kubelet? node;

    private ExampleCompany(Company company, EnvironmentDescription surroundings)
    {
        this.company = company;
        Placeholders = new Placeholders(
            surroundings.ActiveDirectory!.Url.OriginalString, company.Root.ToString(), company.Entra.TenantId.ToString("D"), Simulator.DefaultClientId,
            company.Tenant.Address.GetLeftPart(UriPartial.Authority), company.Cluster.Namespace, diagnostics);
    }

    /// <summary>The name of the connector of the examples.</summary>
    public const string Connector = "corp";

    public Placeholders Placeholders { get; }

    public string Folder => folder.Path;

    public OperatorProcess? Operator => running;

    /// <param name="surroundings">The servers.</param>
    /// <param name="world">
    /// <c>bare</c>: nobody has installed anything. <c>operated</c>: the operator runs, with the Secrets of the quick start.
    /// <c>connected</c>: besides, the rights are granted and the connector of the quick start is applied. <c>incident</c>: besides, the
    /// operator runs as its Deployment runs it, and <c>kubectl logs</c> finds it.
    /// </param>
    public static async Task<ExampleCompany> FoundAsync(EnvironmentDescription surroundings, string world)
    {
        var founded = await Company.FoundAsync(surroundings, grants: world is "connected" or Incident.World);
        var example = new ExampleCompany(founded, surroundings);
        try
        {
            await example.SettleAsync(surroundings, world);
            return example;
        }
        catch
        {
            await example.DisposeAsync();
            throw;
        }
    }

    public Shell OpenShell() => Shell.Start(Folder, environment);

    public async Task SaveAsync(string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, Placeholders.Filled(string.Join('\n', lines) + "\n"), Company.Cancellation);
    }

    /// <summary>Brings about what <see cref="Incident"/> tells of, and waits until the operator has seen it.</summary>
    public async Task BreakAsync()
    {
        Directory.Delete(Snapshots, recursive: true);
        await File.WriteAllTextAsync(Snapshots, string.Empty, Company.Cancellation);

        var (licensed, licensedName) = await company.AddGroupAsync("APP-Licensed");
        await company.SyncAsync();
        await Eventually.HoldsAsync(() => Task.FromResult(company.Synced(licensed).ShouldNotBeNull()), running);
        company.Entra.AssignLicence(company.Synced(licensed)!.Value, "05e9a617-0261-4cee-bb44-138d3ef5d965");
        await company.DeleteAsync(licensedName);

        await company.Cluster.KubectlAsync(
            Company.Cancellation, "patch", "scon/corp", "--type=merge", "-p", """{"spec": {"groupSync": {"deletionPolicy": "Delete"}, "safety": {"maxAddedMembers": 5, "limitFirstFill": true}}}""");
        await company.ApplyRuleAsync("user.department -ne \"Sale\"", "entraGroup: {displayName: Everybody, create: true}", name: "everybody");
        await company.ApplyRuleAsync("user.departmnt -eq \"IT\"", "entraGroup: {displayName: All of it, create: true}", name: "broken");
        await company.ConnectAsync(name: Incident.ConnectorWithoutSecret, application: "not-there");
        await company.SyncAsync();
        await Eventually.HoldsAsync(
            async () =>
            {
                (await company.Cluster.ConditionAsync("scon/corp", "PlanHeld", Company.Cancellation)).ShouldStartWith("True");
                (await company.ErrorAsync("scon/corp", "LicensesAssigned")).ShouldNotBeEmpty();
                (await company.Cluster.ConditionAsync($"scon/{Incident.ConnectorWithoutSecret}", "Ready", Company.Cancellation)).ShouldStartWith("False");
                running!.Log.ShouldContain("cannot save");
            },
            running);
    }

    public async ValueTask DisposeAsync()
    {
        if (node is not null) await node.DisposeAsync();
        if (running is not null) await running.DisposeAsync();
        await company.DisposeAsync();
        folder.Dispose();
    }

    private async Task SettleAsync(EnvironmentDescription surroundings, string world)
    {
        await PeopleAsync();
        await EquipAsync(surroundings);
        if (world == Incident.World) await PrometheusOperator.PrepareAsync(company.Cluster);
        if (world != "bare") Operate(world == Incident.World ? ["--leader-election", "--own-namespace", company.Cluster.Namespace] : []);
        if (world is "connected" or Incident.World) await ConnectAsync();
        if (world == Incident.World) node = await Kubelet.StartAsync(surroundings, company.Cluster, running!);
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
        // What is in the checkout is there; of what a page has people copy, with their own names and addresses filled in.
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("docs", "gitops"), "*", SearchOption.AllDirectories))
        {
            var copied = Path.GetRelativePath(Repository.Root, file);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, copied))!);
            File.Copy(file, Path.Combine(Folder, copied)); // with its mode: one of them is a program
            await SaveAsync(copied, await File.ReadAllLinesAsync(file, Company.Cancellation));
        }

        foreach (var shared in new[] { "crds", "config", "charts" }) File.CreateSymbolicLink(Path.Combine(Folder, shared), Repository.PathOf(shared));
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

    private string Snapshots => Path.Combine(Folder, "state", "snapshots");

    private void Operate(string[] more)
    {
        Directory.CreateDirectory(Snapshots);
        running = company.StartOperator(["--state-dir", Path.Combine(Folder, "state"), "--diagnostics-address", diagnostics, .. more]);
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
