namespace Ldap;

/// <summary>An operation whose answer has not come to its end.</summary>
internal abstract class PendingOperation(string description)
{
    /// <summary>What it is, as the object of "did not answer …".</summary>
    public string Description { get; } = description;

    public int Id { get; set; }

    /// <summary>Nobody waits for it any more; when it was not sent yet, it will not be.</summary>
    public bool IsAbandoned { get; set; }

    public bool IsSent { get; set; }

    /// <summary>Takes a message of the server; true when it was the last one.</summary>
    public abstract bool Receive(ReadOnlyMemory<byte> message, MessageHeader header, MessageDecoder decoder);

    public abstract void Fail(Exception error);
}
