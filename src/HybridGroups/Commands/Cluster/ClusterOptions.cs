using System.CommandLine;

namespace HybridGroups.Commands.Cluster;

internal static class ClusterOptions
{
    public static Option<string?> Kubeconfig() => new("--kubeconfig")
    {
        Description = "The kubeconfig file. Without it: KUBECONFIG, then the pod's service account, then ~/.kube/config.",
        HelpName = "FILE",
    };

    public static Option<string?> Namespace() => new("--namespace", "-n") { Description = "The namespace; the kubeconfig's when not given.", HelpName = "NAME" };

    public static Argument<string> Connector() => new("connector") { Description = "The name of the SyncConnector." };
}
