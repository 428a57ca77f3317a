using System.Globalization;
using Kube.Benchmarks;
using Kube.Client.Config;
using Kube.Client.Http;

const string Usage = """
    Usage: kube-benchmarks seed COUNT        makes so many DynamicGroupRules in namespace bench (the definitions are installed)
           kube-benchmarks run [SECONDS]     starts a controller over them, and prints time, writes, memory and idle CPU
    """;

using var server = new ApiServer(ClusterAccess.Discover(kubeconfigPath: null, context: null), TimeProvider.System);
switch (args)
{
    case ["seed", var count]:
        await Seed.MakeAsync(server, int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    case ["run", .. var rest]:
        await Reconciliation.MeasureAsync(server, TimeSpan.FromSeconds(rest is [var seconds] ? int.Parse(seconds, CultureInfo.InvariantCulture) : 30));
        return 0;
    default:
        await Console.Error.WriteLineAsync(Usage);
        return 2;
}
