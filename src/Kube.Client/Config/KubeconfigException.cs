namespace Kube.Client.Config;

/// <summary>A kubeconfig cannot be used; the message names the file, the place in it and what to do.</summary>
public sealed class KubeconfigException(string message, Exception? inner = null) : Exception(message, inner);
