namespace Kube.Operator.Controllers;

/// <summary>A controller of any kind, as the lifecycle sees it.</summary>
public interface IController
{
    string Name { get; }

    /// <summary>Works until it is cancelled, then lets the reconciliations under way come to their end.</summary>
    Task RunAsync(CancellationToken stop);
}
