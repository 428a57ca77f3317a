namespace TestEnvironment;

/// <summary>What <c>tests/environment/up</c> writes into <c>environment.json</c>. A part that was not started is null.</summary>
public sealed record EnvironmentDescription(
    string Name, string Folder, KubernetesDescription? Kubernetes, ActiveDirectoryDescription? ActiveDirectory, GraphDescription? Graph);
