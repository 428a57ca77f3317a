namespace TestEnvironment;

/// <summary>What a program left behind.</summary>
public sealed record ScriptResult(int ExitCode, string Output, string Errors);
