using System.CommandLine;
using System.CommandLine.Help;
using HybridGroups.Commands;
using HybridGroups.Output;
using HybridGroups.Running;

var root = CommandTree.Create();
Help.Arrange(root, Console.IsOutputRedirected ? Help.Comfortable : Math.Clamp(Console.WindowWidth, 60, Help.Comfortable));
var parsed = root.Parse(args);
var name = InvokedName.Of(Environment.GetEnvironmentVariable(InvokedName.Variable), Environment.ProcessPath);
var (output, errors) = (InvokedName.Speaking(name, Console.Out), InvokedName.Speaking(name, Console.Error));

// Whoever types the name alone wants to know what there is.
if (args.Length == 0) parsed = root.Parse(["--help"]);

// 1 is an answer of many commands; arguments that are not understood are none.
if (parsed.Errors.Count > 0 && parsed.Action is not Help and not HelpAction) return await Help.RefuseAsync(parsed, name, errors);
return await parsed.InvokeAsync(new InvocationConfiguration
{
    Output = output,
    Error = errors,
    // SIGTERM and SIGINT cancel the command's token; the process is ended only when the command then takes longer than this.
    ProcessTerminationTimeout = OperatorProgram.DrainLimit + TimeSpan.FromSeconds(5),
});
