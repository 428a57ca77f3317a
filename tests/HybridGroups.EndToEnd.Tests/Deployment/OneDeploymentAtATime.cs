namespace HybridGroups.EndToEnd.Tests.Deployment;

/// <summary>Tests that look at, or make, a Deployment of the operator on the shared server: each would find that of the other.</summary>
[CollectionDefinition]
public sealed class OneDeploymentAtATime;
