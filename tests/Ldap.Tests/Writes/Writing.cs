using Ldap.Tests.Servers;

namespace Ldap.Tests.Writes;

public sealed class Writing(RealDirectory directory)
{
    private static int lastNumber;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Adds_modifies_renames_moves_and_deletes_an_object_with_an_awkward_name()
    {
        await using var connection = await directory.ConnectAsync();
        var (from, to) = (await NewUnitAsync(connection), await NewUnitAsync(connection));
        var name = from.Child("CN", " #odd, \"name\" + <x>; \\ =ü ");
        await connection.AddAsync(name, [LdapAttribute.Of("objectClass", "contact"), LdapAttribute.Of("description", "one")], Cancellation);
        await connection.ModifyAsync(name, [LdapModification.Replace("description", "two"), LdapModification.Add("otherTelephone", "1", "2", "3")], Cancellation);
        await connection.ModifyAsync(name, [LdapModification.Delete("otherTelephone", "2")], Cancellation);
        await connection.RenameAsync(name, new("CN", "plain"), to, Cancellation);
        var moved = to.Child("CN", "plain");
        var read = (await connection.ReadAsync(moved, ["description", "otherTelephone"], Cancellation))!;
        read.Text("description").ShouldBe("two");
        read.Texts("otherTelephone").ShouldBe(["1", "3"], ignoreOrder: true);
        await connection.DeleteAsync(moved, Cancellation);
        (await connection.ReadAsync(moved, ["cn"], Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_container_with_something_in_it_is_not_deleted_unless_the_whole_tree_is_asked_for()
    {
        await using var connection = await directory.ConnectAsync();
        var unit = await NewUnitAsync(connection);
        var inner = unit.Child("CN", "inner");
        await connection.AddAsync(inner, [LdapAttribute.Of("objectClass", "contact")], Cancellation);
        var error = await Should.ThrowAsync<LdapException>(() => connection.DeleteAsync(unit, Cancellation));
        error.Kind.ShouldBe(LdapErrorKind.NotAllowedOnNonLeaf);
        (await connection.ReadAsync(inner, ["cn"], Cancellation)).ShouldNotBeNull();
        await connection.DeleteAsync(unit, Cancellation, new LdapWriteOptions { Controls = [LdapControls.TreeDelete] });
        (await connection.ReadAsync(unit, ["ou"], Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_value_that_is_there_already_is_an_error_unless_it_may_be()
    {
        await using var connection = await directory.ConnectAsync();
        var unit = await NewUnitAsync(connection);
        LdapModification[] again = [LdapModification.Add("description", "x")];
        await connection.ModifyAsync(unit, again, Cancellation);
        (await Should.ThrowAsync<LdapException>(() => connection.ModifyAsync(unit, again, Cancellation))).Kind.ShouldBe(LdapErrorKind.AttributeOrValueExists);
        await connection.ModifyAsync(unit, again, Cancellation, new LdapWriteOptions { Controls = [LdapControls.PermissiveModify] });
    }

    [Fact]
    public void A_delete_without_values_is_not_made_because_it_would_empty_the_attribute() =>
        Should.Throw<ArgumentException>(() => LdapModification.Delete("member"));

    [Fact]
    public async Task The_root_is_never_deleted()
    {
        await using var connection = await directory.ConnectAsync();
        await Should.ThrowAsync<ArgumentException>(() => connection.DeleteAsync(DistinguishedName.Root, Cancellation));
    }

    [Fact]
    public async Task Hundreds_of_operations_are_in_flight_on_one_connection_and_each_gets_its_own_answer()
    {
        await using var connection = await directory.ConnectAsync();
        var unit = await NewUnitAsync(connection);
        var names = Enumerable.Range(0, 100).Select(i => unit.Child("CN", $"c{i}")).ToList();
        await Task.WhenAll(names.Select((name, i) => connection.AddAsync(
            name, [LdapAttribute.Of("objectClass", "contact"), LdapAttribute.Of("description", $"{i}")], Cancellation)));
        var read = await Task.WhenAll(names.Concat(names).Concat(names).Select(name => connection.ReadAsync(name, ["description"], Cancellation)));
        read.Select(entry => entry!.Text("description")).ShouldBe(Enumerable.Range(0, 300).Select(i => $"{i % 100}"));
    }

    [Fact]
    public async Task Sorted_results_come_sorted_and_deleted_objects_only_when_asked_for()
    {
        await using var connection = await directory.ConnectAsync();
        var unit = await NewUnitAsync(connection);
        foreach (var name in new[] { "b", "c", "a" })
            await connection.AddAsync(unit.Child("CN", name), [LdapAttribute.Of("objectClass", "contact")], Cancellation);
        var sorted = new LdapSearchRequest(unit, LdapScope.OneLevel, LdapFilter.Everything) { Attributes = ["cn"], Controls = [LdapControls.Sort("cn", descending: true)] };
        (await connection.FindAsync(sorted, Cancellation)).Select(entry => entry.Text("cn")).ShouldBe(["c", "b", "a"]);

        var id = new Guid((await connection.ReadAsync(unit.Child("CN", "a"), ["objectGUID"], Cancellation))!.Bytes("objectGUID")!.Value.Span);
        await connection.DeleteAsync(unit.Child("CN", "a"), Cancellation);
        (await connection.ReadAsync(DistinguishedName.FromObjectGuid(id), ["cn"], Cancellation)).ShouldBeNull();
        (await connection.ReadAsync(DistinguishedName.FromObjectGuid(id), ["isDeleted"], Cancellation, LdapControls.ShowDeleted))!.Text("isDeleted").ShouldBe("TRUE");
    }

    private async Task<DistinguishedName> NewUnitAsync(LdapConnection connection)
    {
        var unit = directory.BaseName.Child("OU", $"writes {Interlocked.Increment(ref lastNumber)}");
        await connection.AddAsync(unit, [LdapAttribute.Of("objectClass", "organizationalUnit")], Cancellation);
        return unit;
    }
}
