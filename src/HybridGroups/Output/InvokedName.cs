using System.Text;
using System.Text.RegularExpressions;

namespace HybridGroups.Output;

/// <summary>What the program was called as. As a kubectl plugin, everything it says of itself says <c>kubectl hybridgroups</c>.</summary>
internal static partial class InvokedName
{
    /// <summary>For wrappers that start it by another name than their own.</summary>
    public const string Variable = "HYBRIDGROUPS_INVOKED_AS";

    public const string Plain = "hybrid-groups";
    public const string Plugin = "kubectl hybridgroups";
    private const string PluginFile = "kubectl-hybridgroups";

    public static string Of(string? variable, string? processPath)
    {
        var called = variable ?? CalledAs() ?? processPath ?? string.Empty;
        return Path.GetFileNameWithoutExtension(called) == PluginFile ? Plugin : Plain;
    }

    public static TextWriter Speaking(string name, TextWriter writer) => name == Plain ? writer : new Renamed(writer);

    // A link's own name is in none of .NET's properties.
    private static string? CalledAs()
    {
        const string commandLine = "/proc/self/cmdline";
        return File.Exists(commandLine) ? File.ReadAllText(commandLine).Split('\0')[0] : null;
    }

    // Only where it stands for a command: not in names of images, namespaces or files.
    [GeneratedRegex(@"(?<![\w/.-])hybrid-groups(?= [a-z\[-])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OwnName();

    private sealed class Renamed(TextWriter inner) : TextWriter
    {
        public override Encoding Encoding => inner.Encoding;

        public override void Write(char value) => inner.Write(value);

        public override void Write(string? value) => inner.Write(value is null ? null : OwnName().Replace(value, Plugin));

        public override void WriteLine(string? value) => inner.WriteLine(value is null ? null : OwnName().Replace(value, Plugin));

        public override async Task WriteAsync(string? value) => await inner.WriteAsync(value is null ? null : OwnName().Replace(value, Plugin));

        public override async Task WriteLineAsync(string? value) => await inner.WriteLineAsync(value is null ? null : OwnName().Replace(value, Plugin));

        public override void Flush() => inner.Flush();

        public override Task FlushAsync() => inner.FlushAsync();
    }
}
