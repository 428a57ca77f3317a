namespace Kube.Operator.Informers;

/// <summary>What happened to one object, as the store sees it.</summary>
public abstract record StoreChange<T>
{
    private StoreChange()
    {
    }

    /// <param name="Object">The object as it is.</param>
    /// <param name="InInitialList">It was there when the operator started.</param>
    public sealed record Added(T Object, bool InInitialList) : StoreChange<T>;

    public sealed record Updated(T Old, T New) : StoreChange<T>;

    /// <param name="Last">The last state known.</param>
    public sealed record Deleted(T Last) : StoreChange<T>;
}
