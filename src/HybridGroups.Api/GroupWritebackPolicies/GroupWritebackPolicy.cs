using Kube.Client.Metadata;
using Kube.Client.Schema;

namespace HybridGroups.Api.GroupWritebackPolicies;

/// <summary>A GroupWritebackPolicy has groups of Microsoft Entra made and kept in Active Directory.</summary>
[KubernetesEntity("hybridgroups.io", "v1alpha1", "GroupWritebackPolicy", "groupwritebackpolicies", ShortNames = ["gwp"], Categories = ["hybridgroups"])]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Reason", ".status.conditions[?(@.type==\"Ready\")].reason")]
[PrinterColumn("Connector", ".spec.connectorRef.name")]
[PrinterColumn("Enabled", ".spec.enabled", Type = "boolean")]
[PrinterColumn("Groups", ".status.groups.written", Type = "integer")]
[PrinterColumn("Failed", ".status.groups.failed", Type = "integer", Wide = true)]
[PrinterColumn("Target", ".spec.target.organizationalUnit", Wide = true)]
[PrinterColumn("Message", ".status.conditions[?(@.type==\"Ready\")].message", Wide = true)]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
[SelectableField(".spec.connectorRef.name")]
public sealed record GroupWritebackPolicy : CustomResource<GroupWritebackPolicySpec, GroupWritebackPolicyStatus>;
