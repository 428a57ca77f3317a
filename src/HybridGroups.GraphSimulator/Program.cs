using HybridGroups.GraphSimulator.Administration;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Hosting;
using HybridGroups.GraphSimulator.Seeding;

// Settings: --seed 7 --profile hard --users 1000 --groups 100 --memberships 5000 --state tenant.jsonl
var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseKestrelHttpsConfiguration();
var settings = builder.Configuration;

await using var host = SimulatorHost.Create(builder, new SimulatorOptions
{
    Seed = settings.GetValue("seed", 1UL),
    Clock = new SimulatorClock(),
    Faults = FaultProfiles.ByName[settings.GetValue("profile", "demo")!],
});
var state = settings["state"];
if (state is not null && File.Exists(state))
{
    StateFile.Load(host.Simulator.Core, state);
}
else
{
    host.Simulator.Seed(new TenantSeed
    {
        Users = settings.GetValue("users", 10),
        Groups = settings.GetValue("groups", 2),
        Devices = settings.GetValue("devices", 2),
        Memberships = settings.GetValue("memberships", 10),
    });
}

host.StartDelivering();
await host.RunAsync();
if (state is not null)
    StateFile.Save(host.Simulator.Core, state);
