using Kube.Client.Metadata;
using Kube.Client.Schema;

namespace Kube.Client.Tests.Schema;

/// <summary>Types for the generator.</summary>
public sealed class The_generator_refuses_what_a_definition_cannot_express
{
    [Theory]
    [InlineData(typeof(Of<UnboundedText>), "MaxLength")]
    [InlineData(typeof(Of<UnboundedList>), "MaxItems")]
    [InlineData(typeof(Of<NeitherNullableNorDefault>), "must be nullable, required or have a [Default]")]
    [InlineData(typeof(Of<RequiredWithDefault>), "only one of them")]
    [InlineData(typeof(Of<WithoutForm>), "has no form in a CRD")]
    [InlineData(typeof(Of<Undescribed>), "no documentation comment")]
    [InlineData(typeof(Of<Circular>), "contains itself")]
    [InlineData(typeof(Of<OldSelfBelowAnAtomicList>), "oldSelf")]
    public void And_names_the_member(Type kind, string why) =>
        Should.Throw<SchemaException>(() => CrdGenerator.Generate(kind)).Message.ShouldContain(why);

    [Fact]
    public void Two_versions_have_one_that_is_stored() =>
        Should.Throw<SchemaException>(() => CrdGenerator.Generate(typeof(Of<Empty>), typeof(Of<Empty>))).Message.ShouldContain("exactly one version is stored");

    [Fact]
    public void Rights_without_bounds_are_refused() =>
        Should.Throw<SchemaException>(() => RbacGenerator.Generate("all", "home", [typeof(EverythingAllowed).Assembly])).Message.ShouldContain("without bounds");

    [Rbac("*", "*", "*")]
    private sealed class EverythingAllowed;

    /// <summary>A kind.</summary>
    [KubernetesEntity("kube.test", "v1", "Thing", "things")]
    public sealed record Of<T> : CustomResource<T, Status>
        where T : class;

    /// <summary>A status.</summary>
    public sealed record Status : IConditionedStatus
    {
        /// <summary>A generation.</summary>
        public long? ObservedGeneration { get; init; }

        /// <summary>Conditions.</summary>
        [Bounds(MaxItems = 8)]
        [ListMap("type")]
        public IReadOnlyList<Condition>? Conditions { get; init; }
    }

    /// <summary>Nothing.</summary>
    public sealed record Empty;

    /// <summary>A text of any length.</summary>
    public sealed record UnboundedText
    {
        /// <summary>A text.</summary>
        public string? Text { get; init; }
    }

    /// <summary>A list of any length.</summary>
    public sealed record UnboundedList
    {
        /// <summary>A list.</summary>
        public IReadOnlyList<int>? Numbers { get; init; }
    }

    /// <summary>A field that a user may leave out, though the type has no place for that.</summary>
    public sealed record NeitherNullableNorDefault
    {
        /// <summary>A number.</summary>
        public int Number { get; init; }
    }

    /// <summary>A contradiction.</summary>
    public sealed record RequiredWithDefault
    {
        /// <summary>A number.</summary>
        [Default("1")]
        public required int Number { get; init; }
    }

    /// <summary>A number that JSON does not carry exactly.</summary>
    public sealed record WithoutForm
    {
        /// <summary>A number.</summary>
        public decimal? Number { get; init; }
    }

    /// <summary>A type with a field without comment.</summary>
    public sealed record Undescribed
    {
        public int? Number { get; init; }
    }

    /// <summary>A type in itself.</summary>
    public sealed record Circular
    {
        /// <summary>Itself.</summary>
        public Circular? Inner { get; init; }
    }

    /// <summary>A rule about the past of an item that has none.</summary>
    public sealed record OldSelfBelowAnAtomicList
    {
        /// <summary>Items.</summary>
        [Bounds(MaxItems = 2)]
        public IReadOnlyList<Item>? Items { get; init; }

        /// <summary>An item.</summary>
        public sealed record Item
        {
            /// <summary>A number.</summary>
            [Cel("self == oldSelf", "stays")]
            public int? Number { get; init; }
        }
    }
}
