using Kube.Client.Metadata;
using Kube.Client.Schema;

namespace Kube.Client.Core;

/// <summary>Which requests the API server shows to whom before it takes them. The webhooks themselves are unknown fields here: they are kept.</summary>
[KubernetesEntity("admissionregistration.k8s.io", "v1", "ValidatingWebhookConfiguration", "validatingwebhookconfigurations", IsClusterScoped = true)]
public sealed record ValidatingWebhookConfiguration : KubernetesObject;
