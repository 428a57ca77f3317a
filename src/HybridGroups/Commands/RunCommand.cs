using System.CommandLine;
using HybridGroups.Running;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Commands;

/// <summary>Runs the operator until it is told to stop.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var kubeconfig = new Option<string?>("--kubeconfig")
        {
            Description = "The kubeconfig file. Without it: KUBECONFIG, then the pod's service account, then ~/.kube/config.",
            HelpName = "FILE",
        };
        var context = new Option<string?>("--context") { Description = "The context in the kubeconfig, when not its current one.", HelpName = "NAME" };
        var @namespace = new Option<string?>("--namespace", "-n") { Description = "Watch this namespace only; all when not given.", HelpName = "NAME" };
        var logLevel = new Option<LogLevel>("--log-level") { Description = "Trace, Debug, Information, Warning or Error.", DefaultValueFactory = _ => LogLevel.Information };
        var logFormat = new Option<LogFormat>("--log-format") { Description = "Text for people, Json for machines.", DefaultValueFactory = _ => LogFormat.Text };
        var command = new Command("run", "Run the operator: watch the custom resources and act on them.") { kubeconfig, context, @namespace, logLevel, logFormat };
        command.SetAction((parsed, stop) => OperatorProgram.RunAsync(new OperatorOptions(
            parsed.GetValue(kubeconfig), parsed.GetValue(context), parsed.GetValue(@namespace), parsed.GetValue(logLevel), parsed.GetValue(logFormat)), stop));
        return command;
    }
}
