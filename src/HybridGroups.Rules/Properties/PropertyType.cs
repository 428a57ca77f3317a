namespace HybridGroups.Rules.Properties;

public enum PropertyType
{
    Text,

    /// <summary>A text that names an object.</summary>
    Id,
    Boolean,
    Date,

    /// <summary>A directory extension: text, number, boolean or date, as the application registered it.</summary>
    Extension,

    /// <summary>A collection of texts.</summary>
    Texts,

    /// <summary>A collection of objects that have properties of their own.</summary>
    Records,

    /// <summary>The groups that the object is in.</summary>
    Groups,
}
