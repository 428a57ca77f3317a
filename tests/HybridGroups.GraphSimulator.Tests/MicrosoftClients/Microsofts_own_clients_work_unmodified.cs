using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Hosting;
using HybridGroups.GraphSimulator.Seeding;
using HybridGroups.GraphSimulator.Tests.Surroundings;
using TestEnvironment;

namespace HybridGroups.GraphSimulator.Tests.MicrosoftClients;

public sealed class Microsofts_own_clients_work_unmodified(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Token_pages_delta_batch_and_a_large_group()
    {
        var folder = await InstalledAsync();
        await using var simulator = await RunningSimulator.StartAsync(FaultSettings.Demo with { DeltaPageBudget = 200, DeltaSplitsGroups = true, DeltaShuffle = true });
        simulator.Tenant.Seed(new TenantSeed { Users = 2500, Groups = 10, Memberships = 4000, LargestGroup = 2400 });
        var largest = simulator.Tenant.Snapshot().GroupMembers.MaxBy(group => group.Value.Count);
        var authority = Path.Combine(folder, $"{Guid.NewGuid():N}.pem");
        await File.WriteAllTextAsync(authority, RunningSimulator.CertificatePem, TestContext.Current.CancellationToken);

        var (exit, text) = await RunAsync("node", folder, ["clients.mjs"],
            ("NODE_EXTRA_CA_CERTS", authority), ("SIMULATOR_ROOT", simulator.Root), ("SIMULATOR_TENANT", simulator.Tenant.TenantId.ToString("D")),
            ("SIMULATOR_CLIENT", Simulator.DefaultClientId), ("SIMULATOR_SECRET", Simulator.DefaultClientSecret), ("LARGE_GROUP", largest.Key.ToString("D")));

        File.Delete(authority);
        output.WriteLine(text);
        exit.ShouldBe(0, text);
        var seen = JsonSerializer.Deserialize<JsonElement>(text.Trim().Split('\n')[^1]);
        seen.GetProperty("tokenType").GetString().ShouldBe("Bearer");
        seen.GetProperty("users").GetInt32().ShouldBe(2500);
        seen.GetProperty("members").GetInt32().ShouldBe(largest.Value.Count);
        seen.GetProperty("deltaMembers").GetInt32().ShouldBe(largest.Value.Count);
        seen.GetProperty("batch").EnumerateArray().ShouldAllBe(status => status.GetInt32() == 204);
        seen.GetProperty("deltaNews").GetInt32().ShouldBe(20);
        seen.GetProperty("error").GetProperty("statusCode").GetInt32().ShouldBe(404);
        seen.GetProperty("error").GetProperty("code").GetString().ShouldBe("Request_ResourceNotFound");
    }

    // Installed once for a machine: the packages are pinned, so the folder's name says what is in it.
    private static async Task<string> InstalledAsync()
    {
        var source = Repository.PathOf("tests", "HybridGroups.GraphSimulator.Tests", "MicrosoftClients");
        var cache = Environment.GetEnvironmentVariable("HYBRIDGROUPS_CACHE")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "hybrid-groups");
        var folder = Path.Combine(cache, "microsoft-clients-3.0.7-7.2.1");
        Directory.CreateDirectory(folder);
        foreach (var file in new[] { "package.json", "clients.mjs" })
            File.Copy(Path.Combine(source, file), Path.Combine(folder, file), overwrite: true);
        var installed = Path.Combine(folder, "installed");
        if (File.Exists(installed))
            return folder;
        string whyNot;
        try
        {
            var (exit, text) = await RunAsync("npm", folder, ["install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"]);
            if (exit == 0)
            {
                await File.WriteAllTextAsync(installed, "", TestContext.Current.CancellationToken);
                return folder;
            }

            whyNot = $"npm could not install Microsoft's clients, exit code {exit}: {text}";
        }
        catch (Win32Exception missing)
        {
            whyNot = $"Node.js and npm are needed for Microsoft's clients: {missing.Message}";
        }

        Assert.Skip(whyNot);
        return folder;
    }

    private static async Task<(int Exit, string Text)> RunAsync(string program, string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        var text = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await errors + text);
    }
}
