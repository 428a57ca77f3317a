using System.Text.Json.Nodes;
using Kube.Client.Metadata;
using Kube.Client.Schema;

namespace Kube.Client.Tests.Schema;

/// <summary>A server that knows CEL checks the rules on a default before it fills in what is below it.</summary>
public sealed class A_default_is_complete
{
    [Fact]
    public void With_the_defaults_of_the_fields_that_it_leaves_out()
    {
        var definition = CrdGenerator.Generate(typeof(Clock));

        var settings = definition["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["properties"]!["spec"]!["properties"]!["settings"]!;

        JsonNode.DeepEquals(settings["default"], JsonNode.Parse("""{"zone": "UTC", "format": {"hours": 12, "seconds": true}}""")).ShouldBeTrue(settings["default"]!.ToJsonString());
    }

    /// <summary>A kind.</summary>
    [KubernetesEntity("kube.test", "v1", "Clock", "clocks")]
    public sealed record Clock : CustomResource<ClockSpec, ClockStatus>;

    /// <summary>A spec.</summary>
    public sealed record ClockSpec
    {
        /// <summary>How it is set.</summary>
        [Default("""{"zone": "UTC"}""")]
        public ClockSettings Settings { get; init; } = new();
    }

    /// <summary>Settings.</summary>
    public sealed record ClockSettings
    {
        /// <summary>A zone.</summary>
        [Bounds(MaxLength = 32)]
        [Default("\"CET\"")]
        public string Zone { get; init; } = "CET";

        /// <summary>A format.</summary>
        [Default("""{"hours": 12}""")]
        public ClockFormat Format { get; init; } = new();

        /// <summary>Left out where it is left out.</summary>
        [Bounds(MaxLength = 32)]
        public string? Colour { get; init; }
    }

    /// <summary>A format.</summary>
    public sealed record ClockFormat
    {
        /// <summary>A number.</summary>
        [Default("24")]
        public int Hours { get; init; } = 24;

        /// <summary>Whether.</summary>
        [Default("true")]
        public bool Seconds { get; init; } = true;
    }

    /// <summary>A status.</summary>
    public sealed record ClockStatus : IConditionedStatus
    {
        /// <summary>A generation.</summary>
        public long? ObservedGeneration { get; init; }

        /// <summary>Conditions.</summary>
        [Bounds(MaxItems = 8)]
        [ListMap("type")]
        public IReadOnlyList<Condition>? Conditions { get; init; }
    }
}
