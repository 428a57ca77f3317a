namespace Kube.Client.Schema;

/// <summary>A C# type says something that a CRD cannot express; the message names the member.</summary>
public sealed class SchemaException(string message) : Exception(message);
