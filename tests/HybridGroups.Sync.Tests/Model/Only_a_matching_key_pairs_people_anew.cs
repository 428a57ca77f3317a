using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Selection;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Model;

/// <summary>Pairing a large company takes longer than all else that a change costs.</summary>
public sealed class Only_a_matching_key_pairs_people_anew
{
    private readonly TestDirectories world = new();

    [Fact]
    public void Another_department_on_either_side_does_not()
    {
        var (person, before) = Paired();

        world.Domain.SetText(person.OnPremises, "department", "IT");
        world.Tenant.Put(CloudObjectKind.User, person.Cloud, ("department", "IT"));

        PairsNow().ShouldBeSameAs(before);
    }

    [Fact]
    public void A_key_of_the_cloud_does()
    {
        var (person, before) = Paired();

        world.Tenant.Put(CloudObjectKind.User, person.Cloud, ("onPremisesImmutableId", Convert.ToBase64String(Guid.NewGuid().ToByteArray())), ("userPrincipalName", "somebody.else@example.com"), ("mail", null));

        PairsNow().ShouldNotBeSameAs(before);
        world.Model.People.CloudOf(person.OnPremises).ShouldBeNull();
    }

    [Fact]
    public void A_key_of_Active_Directory_does()
    {
        var (person, before) = Paired();

        world.Domain.SetText(person.OnPremises, "mail", "another@example.com");

        PairsNow().ShouldNotBeSameAs(before);
    }

    [Fact]
    public void Whoever_comes_or_goes_does()
    {
        var (person, before) = Paired();
        world.Person("newcomer");
        var after = PairsNow();
        after.ShouldNotBeSameAs(before);

        world.Tenant.SoftDelete(CloudObjectKind.User, person.Cloud);

        PairsNow().ShouldNotBeSameAs(after);
        world.Model.People.CloudOf(person.OnPremises).ShouldBeNull();
    }

    private (Person Person, PersonPairs Pairs) Paired()
    {
        var person = world.Person("anna");
        world.Read();
        var pairs = PairsNow();
        pairs.CloudOf(person.OnPremises).ShouldBe(person.Cloud);
        return (person, pairs);
    }

    private PersonPairs PairsNow()
    {
        world.ReadChanges();
        new RuleBook(world.Model).Refresh(new Dictionary<string, BookedRule>(StringComparer.Ordinal), world.Now);
        return world.Model.People;
    }
}
