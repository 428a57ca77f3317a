namespace HybridGroups.Api;

/// <summary>Forms of values, as the API server checks them.</summary>
public static class ValuePatterns
{
    /// <summary>A GUID with hyphens.</summary>
    public const string Guid = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";

    /// <summary>Something that can be a distinguished name; validators read it properly.</summary>
    public const string DistinguishedName = "^[A-Za-z][A-Za-z0-9.-]*\\s*=\\s*\\S.*$";

    /// <summary>An https address without query and fragment.</summary>
    public const string Https = "^https://[^\\s/?#]+/?$";

    /// <summary>A DNS name of at least two labels.</summary>
    public const string DnsName = "^[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)+$";

    /// <summary>The longest distinguished name.</summary>
    public const int LongestDistinguishedName = 1024;

    /// <summary>The longest rule that is taken.</summary>
    public const int LongestRule = 16384;
}
