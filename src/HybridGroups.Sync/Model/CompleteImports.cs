namespace HybridGroups.Sync.Model;

/// <summary>
/// The proof that both directories were read to the end in this round. Whatever takes something away asks for it, and nobody but
/// the model can make one: a removal from an incomplete read cannot even be written down.
/// </summary>
public sealed class CompleteImports
{
    private CompleteImports()
    {
    }

    internal static CompleteImports? Of(DirectoryModel model) =>
        model is { OnPremisesIsCurrent: true, CloudIsCurrent: true, OnPremises.IsComplete: true } && model.CloudIsComplete ? new CompleteImports() : null;
}
