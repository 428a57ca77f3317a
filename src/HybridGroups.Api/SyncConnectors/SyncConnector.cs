using Kube.Client.Metadata;
using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>A SyncConnector joins one Active Directory domain with one Microsoft Entra tenant.</summary>
// Not "sc": that is what kubectl calls a StorageClass.
[KubernetesEntity("hybridgroups.io", "v1alpha1", "SyncConnector", "syncconnectors", ShortNames = ["scon"], Categories = ["hybridgroups"])]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Reason", ".status.conditions[?(@.type==\"Ready\")].reason")]
[PrinterColumn("AD", ".status.conditions[?(@.type==\"ActiveDirectoryReachable\")].status")]
[PrinterColumn("Entra", ".status.conditions[?(@.type==\"EntraReachable\")].status")]
[PrinterColumn("Held", ".status.heldPlan.hash", Wide = true)]
[PrinterColumn("Mode", ".spec.mode", Wide = true)]
[PrinterColumn("Domain", ".spec.activeDirectory.baseDN", Wide = true)]
[PrinterColumn("Tenant", ".spec.entra.tenantId", Wide = true)]
[PrinterColumn("Message", ".status.conditions[?(@.type==\"Ready\")].message", Wide = true)]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
public sealed record SyncConnector : CustomResource<SyncConnectorSpec, SyncConnectorStatus>;
