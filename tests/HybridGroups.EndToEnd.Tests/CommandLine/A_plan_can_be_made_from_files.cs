using HybridGroups.EndToEnd.Tests.Engine;
using HybridGroups.GraphSimulator.Hosting;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.CommandLine;

/// <summary>What a pipeline does that must not reach the directories: the plan from exports is the plan from the directories.</summary>
public sealed class A_plan_can_be_made_from_files(SharedSurroundings surroundings)
{
    [Fact]
    public async Task The_plan_from_exports_is_the_plan_from_the_directories()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var anna = await company.HireAsync("Sales", "Änne, \"Anna\" Berg");
        await company.AddGroupAsync("Payroll", anna, await company.HireAsync("IT"));
        company.Entra.AddMember(company.Entra.AddGroup("Team"), anna.CloudId);
        using var folder = await company.WriteManifestsAsync("groupSync: {enabled: true}", "selection: {types: [Security], honourWritebackConfiguration: false}");
        var (ad, entra) = (Path.Combine(folder.Path, "out.ldif"), Path.Combine(folder.Path, "out.export"));

        var exported = await RunAsync("export", "-f", folder.Path, "--ad", ad, "--entra", entra);
        exported.ExitCode.ShouldBe(0, exported.Errors);
        var live = await RunAsync("plan", "-f", folder.Path, "-o", "json");
        var offline = await Program.RunAsync("plan", "-f", folder.Path, "--ad", ad, "--entra", entra, "-o", "json");

        offline.ExitCode.ShouldBe(0, offline.Errors);
        offline.Output.ShouldBe(live.Output);
        offline.Output.ShouldContain("Payroll");
        (await Program.RunAsync("plan", "-f", folder.Path, "--ad", ad, "--entra", entra, "--detailed-exitcode")).ExitCode.ShouldBe(2);
        (await Program.RunAsync("plan", "-f", folder.Path, "--ad", ad, "--entra", entra, "-o", "yaml")).Output.ShouldContain("change: CreateOnPremisesGroup");
    }

    [Fact]
    public async Task No_secret_is_in_an_export_and_nobody_else_can_read_it()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        await company.HireAsync("Sales");
        using var folder = await company.WriteManifestsAsync("groupSync: {enabled: true}", "selection: {types: [Security], honourWritebackConfiguration: false}");
        var (ad, entra) = (Path.Combine(folder.Path, "out.ldif"), Path.Combine(folder.Path, "out.export"));

        (await RunAsync("export", "-f", folder.Path, "--ad", ad, "--entra", entra)).ExitCode.ShouldBe(0);

        var text = await File.ReadAllTextAsync(ad, Company.Cancellation) + await File.ReadAllTextAsync(entra, Company.Cancellation);
        text.ShouldNotContain(await File.ReadAllTextAsync(surroundings.Description.ActiveDirectory!.ServiceAccountPasswordFile!, Company.Cancellation));
        text.ShouldNotContain(Simulator.DefaultClientSecret);
        text.ShouldNotContain("unicodePwd", Case.Insensitive);
        (await Script.RunAsync("stat", ["-c", "%a", ad, entra], TimeSpan.FromSeconds(5), Company.Cancellation)).ShouldBe("600\n600\n");
    }

    [Fact]
    public async Task A_part_of_a_directory_is_refused_because_what_is_missing_would_be_taken_for_gone()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        await company.HireAsync("Sales");
        using var folder = await company.WriteManifestsAsync("groupSync: {enabled: true}", "selection: {types: [Security], honourWritebackConfiguration: false}");
        var (ad, entra) = (Path.Combine(folder.Path, "out.ldif"), Path.Combine(folder.Path, "out.export"));
        (await RunAsync("export", "-f", folder.Path, "--ad", ad, "--entra", entra)).ExitCode.ShouldBe(0);
        var whole = await File.ReadAllLinesAsync(ad, Company.Cancellation);
        await File.WriteAllLinesAsync(ad, whole[..^1], Company.Cancellation);

        var cut = await Program.RunAsync("plan", "-f", folder.Path, "--ad", ad, "--entra", entra);

        cut.ExitCode.ShouldBe(1);
        cut.Errors.ShouldContain("has no end");
        await File.WriteAllLinesAsync(ad, whole, Company.Cancellation);
        await File.WriteAllTextAsync(entra, (await File.ReadAllTextAsync(entra, Company.Cancellation))[..^20], Company.Cancellation);
        (await Program.RunAsync("plan", "-f", folder.Path, "--ad", ad, "--entra", entra)).Errors.ShouldContain("is not what hybrid-groups export writes");
    }

    [Fact]
    public async Task What_was_exported_is_a_population_for_rules()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var anna = await company.HireAsync("Sales");
        await company.HireAsync("IT");
        using var folder = await company.WriteManifestsAsync("groupSync: {enabled: true}", "selection: {types: [Security], honourWritebackConfiguration: false}");
        var entra = Path.Combine(folder.Path, "out.export");
        var rules = Path.Combine(folder.Path, "rules.jsonl");
        await File.WriteAllTextAsync(rules, """{"id": 1, "rule": "user.department -eq \"Sales\""}""", Company.Cancellation);
        (await RunAsync("export", "-f", folder.Path, "--entra", entra)).ExitCode.ShouldBe(0);

        var evaluated = await Program.RunAsync("rule", "evaluate", "--population", entra, "--rules", rules, "-o", "json");

        evaluated.Output.ShouldContain($"\"members\":[\"{anna.CloudId:D}\"]", Case.Insensitive, evaluated.Errors);
    }

    [Fact]
    public async Task Properties_include_the_extensions_of_an_application()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        using var folder = await company.WriteManifestsAsync("groupSync: {enabled: true}", "selection: {types: [Security], honourWritebackConfiguration: false}");
        var appId = Guid.NewGuid();
        var application = company.Entra.Add(GraphSimulator.Schema.ObjectKind.Application, ("displayName", "HR"), ("appId", appId.ToString("D")));
        var name = company.Entra.AddExtension(application, "costCentre", "User");

        var listed = await RunAsync("rule", "properties", "--app", appId.ToString("D"), "-f", folder.Path);
        listed.ExitCode.ShouldBe(0, listed.Errors);
        listed.Output.ShouldContain($"user.{name}");
        listed.Output.ShouldContain("user.department");
        (await Program.RunAsync("rule", "properties", "--target", "device", "-o", "json")).Output.ShouldContain("device.deviceOSType");
        var unknown = await RunAsync("rule", "properties", "--app", Guid.NewGuid().ToString("D"), "-f", folder.Path);
        unknown.ExitCode.ShouldBe(2);
        unknown.Errors.ShouldContain("no application in this tenant has the client id");
    }

    private Task<ScriptResult> RunAsync(params string[] arguments) => Program.RunAsync(
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["SSL_CERT_FILE"] = surroundings.Description.Graph!.CertificateAuthority }, arguments);
}
