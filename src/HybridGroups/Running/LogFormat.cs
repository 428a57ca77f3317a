namespace HybridGroups.Running;

/// <summary>How log lines look.</summary>
internal enum LogFormat
{
    /// <summary>One line for people.</summary>
    Text,

    /// <summary>One JSON document a line.</summary>
    Json,
}
