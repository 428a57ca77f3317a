using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.References;
using Kube.Client.Core;
using Kube.Client.Errors;
using Kube.Client.Http;
using Kube.Client.Metadata;
using Kube.Client.Resources;

namespace Kube.Benchmarks;

/// <summary>Makes the objects that are then reconciled.</summary>
internal static class Seed
{
    public const string Home = "bench";

    public static async Task MakeAsync(ApiServer server, int count)
    {
        try
        {
            await new ResourceClient<Namespace>(server).CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = Home } }, "bench", CancellationToken.None);
        }
        catch (KubeApiException known) when (known.IsAlreadyExists)
        {
            // From the last time.
        }

        var rules = new ResourceClient<DynamicGroupRule>(server);
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (number, cancellation) =>
            await rules.CreateAsync(
                new DynamicGroupRule
                {
                    Metadata = new ObjectMeta { Name = $"rule-{number}", Namespace = Home },
                    Spec = new DynamicGroupRuleSpec
                    {
                        ConnectorRef = new ConnectorReference { Name = "corp" },
                        Rule = $"(user.department -eq \"Department {number}\") -and (user.accountEnabled -eq true)",
                        Target = new RuleTarget { EntraGroup = new EntraGroupTarget { DisplayName = $"Group {number}", Create = true } },
                    },
                },
                "bench", cancellation));
    }
}
