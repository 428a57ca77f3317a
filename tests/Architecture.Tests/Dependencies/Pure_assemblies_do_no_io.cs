using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Architecture.Tests.Dependencies;

/// <summary>Looks into the compiled assemblies, so that no detour through a fully qualified name escapes it.</summary>
public sealed class Pure_assemblies_do_no_io
{
    private static readonly string[] ForbiddenNamespaces =
    [
        "System.Net", "System.IO.Pipes", "System.Diagnostics.Process", "Microsoft.Extensions.Logging", "Microsoft.AspNetCore",
    ];

    private static readonly string[] ForbiddenTypes =
    [
        "System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.DirectoryInfo",
        "System.IO.StreamReader", "System.IO.StreamWriter", "System.Console", "System.Diagnostics.Process",
    ];

    [Theory]
    [InlineData("HybridGroups.Rules")]
    [InlineData("HybridGroups.Sync")]
    public void An_assembly_that_decides_reads_and_writes_nothing(string name)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll")));
        var metadata = file.GetMetadataReader();

        var used = metadata.TypeReferences
            .Select(metadata.GetTypeReference)
            .Select(type => (Namespace: metadata.GetString(type.Namespace), Name: metadata.GetString(type.Name)));

        used.Where(type => IsForbidden(type.Namespace, type.Name))
            .Select(type => $"{type.Namespace}.{type.Name}")
            .ShouldBeEmpty();
    }

    private static bool IsForbidden(string @namespace, string name) =>
        ForbiddenTypes.Contains($"{@namespace}.{name}", StringComparer.Ordinal)
        || ForbiddenNamespaces.Any(forbidden =>
            @namespace.Equals(forbidden, StringComparison.Ordinal) || @namespace.StartsWith(forbidden + ".", StringComparison.Ordinal));
}
