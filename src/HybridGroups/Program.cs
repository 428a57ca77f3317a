using System.CommandLine;

var root = new RootCommand("Keeps the groups of Active Directory and Microsoft Entra ID in agreement.");
return await root.Parse(args).InvokeAsync();
