namespace HybridGroups.EndToEnd.Tests.Deployment;

/// <summary>One after the other, on one API server of their own.</summary>
[CollectionDefinition]
public sealed class DeploymentCollection : ICollectionFixture<OwnControlPlane>;
