namespace Kube.Operator.Controllers;

/// <summary>A controller of any kind, as the lifecycle sees it.</summary>
public interface IController
{
    string Name { get; }

    /// <summary>Works until it is told to stop, then lets the reconciliations under way come to their end.</summary>
    /// <param name="stop">Nothing new is begun.</param>
    /// <param name="abort">What is under way is to give up.</param>
    Task RunAsync(CancellationToken stop, CancellationToken abort);
}
