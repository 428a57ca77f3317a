using System.CommandLine;

var root = new RootCommand("Keeps the groups of Active Directory and Microsoft Entra ID in agreement.");
root.Subcommands.Add(HybridGroups.Commands.Rules.RuleCommand.Create());
return await root.Parse(args).InvokeAsync();
