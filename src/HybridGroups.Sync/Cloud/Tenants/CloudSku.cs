namespace HybridGroups.Sync.Cloud.Tenants;

/// <summary>A product the tenant has bought, with the service plans that work in it.</summary>
public sealed record CloudSku(Guid Id, string PartNumber, string CapabilityStatus, int Enabled, int Consumed, IReadOnlyList<Guid> WorkingPlans)
{
    /// <summary>Entra ID P1, also carried by larger products: to be looked for among the plans, never by the product's name.</summary>
    public static readonly Guid EntraIdP1 = new("41781fb2-bc02-4b7c-bd55-b576c07bb09d");

    public static readonly Guid EntraIdP2 = new("eec0eb4f-6444-4f95-aba0-50c24d67f998");

    public bool Grants(Guid plan) => CapabilityStatus is "Enabled" or "Warning" && WorkingPlans.Contains(plan);
}
