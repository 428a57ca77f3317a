using System.CommandLine;
using HybridGroups.Commands.Cluster;
using HybridGroups.Output;
using Kube.Client.Http;

namespace HybridGroups.Commands.Installation;

/// <summary>Whether the cluster has everything that the operator needs. Looks only.</summary>
internal static class CheckCommand
{
    private const int SubjectWidth = 46;

    public static Command Create()
    {
        var kubeconfig = ClusterOptions.Kubeconfig();
        var @namespace = ClusterOptions.Namespace();
        var format = OutputOption.Create();
        var command = new Command(
            "check",
            """
            Looks whether the cluster has what the operator needs: the kinds, in the version of this program; replicas that are ready; their
            rights; the webhook. Nothing is changed: the webhook is tried with a dry run.

            Exit codes: 0 everything needed is there, 1 something is not, 2 the cluster does not answer.

            Examples:
              hybrid-groups check
              hybrid-groups check --kubeconfig staging.kubeconfig -o yaml
            """) { kubeconfig, @namespace, format };
        command.SetAction((parsed, cancellation) => ClusterSession.RunAsync(
            parsed, parsed.GetValue(kubeconfig), parsed.GetValue(@namespace),
            (server, home) => LookAsync(server, home, parsed.GetValue(format), parsed.InvocationConfiguration.Output, cancellation), unusable: 2));
        return command;
    }

    private static async Task<int> LookAsync(ApiServer server, string home, OutputFormat format, TextWriter output, CancellationToken cancellation)
    {
        IReadOnlyList<Finding> findings = [.. await InstalledKinds.FindAsync(server, cancellation), .. await InstalledOperator.FindAsync(server, home, cancellation)];
        if (format != OutputFormat.Text) await output.WriteLineAsync(Structured.Of(format, new { findings = findings.Select(finding => new { finding.Subject, good = finding.IsGood, finding.Message, finding.Fix }) }));
        else foreach (var finding in findings) await WriteAsync(output, finding);
        return findings.Any(finding => finding.IsGood == false) ? ClusterSession.Failed : ClusterSession.Success;
    }

    private static async Task WriteAsync(TextWriter output, Finding finding)
    {
        var mark = finding.IsGood switch { true => Paint.Good("✓"), false => Paint.Bad("✗"), null => Paint.Doubtful("!") };
        await output.WriteLineAsync($"{mark} {finding.Subject.PadRight(SubjectWidth)} {finding.Message}");
        if (finding.Fix is not null) await output.WriteLineAsync($"  {new string(' ', SubjectWidth)} → {finding.Fix}");
    }
}
