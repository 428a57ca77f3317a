using Kube.Client.Metadata;
using Kube.Client.Schema;

namespace HybridGroups.Api.DynamicGroupRules;

/// <summary>A DynamicGroupRule keeps the members of one group, in Entra or in Active Directory, equal to whom a rule picks.</summary>
[KubernetesEntity("hybridgroups.io", "v1alpha1", "DynamicGroupRule", "dynamicgrouprules", ShortNames = ["dgr"], Categories = ["hybridgroups"])]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Reason", ".status.conditions[?(@.type==\"Ready\")].reason")]
[PrinterColumn("Connector", ".spec.connectorRef.name")]
[PrinterColumn("Processing", ".status.membershipProcessingStatus")]
[PrinterColumn("Members", ".status.members", Type = "integer")]
[PrinterColumn("Updated", ".status.membershipLastUpdated", Wide = true)]
[PrinterColumn("Rule", ".spec.rule", Wide = true)]
[PrinterColumn("Message", ".status.conditions[?(@.type==\"Ready\")].message", Wide = true)]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
[SelectableField(".spec.connectorRef.name")]
[SelectableField(".spec.processingState")]
public sealed record DynamicGroupRule : CustomResource<DynamicGroupRuleSpec, DynamicGroupRuleStatus>;
