using System.Text;

namespace Ldap.Tests.Ber;

/// <summary>Damaged messages, names and filters. Any end but a value or a refusal is an exception that gets out.</summary>
public sealed class FuzzRun(int seed)
{
    private static readonly byte[][] Messages =
    [
        Servers.Answer.Entry(7, "CN=a,DC=b", ("cn", ["a", "b"]), ("member;range=0-1", ["CN=x", "CN=y"])),
        Servers.Answer.Done(7),
        Servers.Answer.Result(7, 1, LdapResultCode.InvalidCredentials, "80090308: LdapErr: DSID, comment: AcceptSecurityContext error, data 52e, v1"),
        Servers.Answer.Result(7, 5, LdapResultCode.Referral, "", "ldap://a/DC=b", "ldaps://c:1/"),
        Convert.FromHexString("30350201076507" + "0a01000400" + "0400" + "a0273025" + "0417312e322e3834302e3131333535362e312e342e333139" + "040a3008020100" + "0403414243"),
    ];

    private static readonly string[] Texts =
    [
        "CN=Steve\\, Kille+OU=x,O=\"Isode; Limited\",C=#04024742", "CN=gone\\0ADEL:1f,CN=Lu\\C4\\8Di,DC=x", "<GUID=0a1b>;<SID=S-1-5>;CN=x",
        "(&(objectClass=Person)(|(sn=Jen\\2asen)(cn=*Babs*J*))(!(a>=1))(b:dn:1.2.3:=x))", "ldaps://[::1]:636/DC=a%20b?x?sub?(a=b)",
    ];

#pragma warning disable RS0030 // Seeded: the seed is printed, and the run can be repeated.
    private readonly Random random = new(seed);
#pragma warning restore RS0030

    private readonly MessageDecoder decoder = new();

    public long Run(long inputs, CancellationToken cancellation)
    {
        for (var done = 0L; done < inputs; done++)
        {
            if ((done & 0xFFFF) == 0) cancellation.ThrowIfCancellationRequested();
            if (random.Next(2) == 0) Read(Damage(Messages[random.Next(Messages.Length)]));
            else Parse(Encoding.UTF8.GetString(Damage(Encoding.UTF8.GetBytes(Texts[random.Next(Texts.Length)]))));
        }

        return inputs;
    }

    private byte[] Damage(byte[] sound)
    {
        if (random.Next(20) == 0)
        {
            var noise = new byte[random.Next(64)];
            random.NextBytes(noise);
            return noise;
        }

        var bytes = (byte[])sound.Clone();
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            switch (random.Next(4))
            {
                case 0 when bytes.Length > 1:
                    bytes = bytes[..random.Next(bytes.Length)];
                    break;
                case 1 when bytes.Length > 0:
                    bytes = [.. bytes, .. bytes.AsSpan(random.Next(bytes.Length))];
                    break;
                case 2 when bytes.Length > 0:
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                    break;
                case 3 when bytes.Length > 0:
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return bytes;
    }

    private void Read(byte[] message)
    {
        try
        {
            var length = BerFrame.Measure(message, 1 << 20);
            if (length == 0 || length > message.Length) return;
            ReadOnlyMemory<byte> whole = message.AsMemory(0, length);
            var header = MessageDecoder.ReadHeader(whole.Span);
            if (header.Operation == BerTag.SearchResultEntry)
            {
                var entry = decoder.ReadEntry(whole, header);
                foreach (var attribute in entry.Attributes) _ = attribute.Name;
            }
            else if (header.Operation == BerTag.SearchResultReference)
            {
                MessageDecoder.ReadReference(whole, header);
            }
            else
            {
                var result = MessageDecoder.ReadResult(whole, header);
                PagedResultsControl.ReadCookie(result);
                DirSyncControl.ReadResponse(result);
                ResultErrors.From(result, "x", "y");
            }
        }
        catch (LdapException e) when (e.Kind is LdapErrorKind.ProtocolViolation or LdapErrorKind.TooLarge)
        {
            // Refused, as it should be.
        }
    }

    private static void Parse(string text)
    {
        if (DistinguishedName.TryParse(text, out var name) && !DistinguishedName.Parse(name.ToString()).Equals(name))
            throw new InvalidOperationException($"The name {name} is another when it is read again.");
        if (LdapFilter.TryParse(text, out var filter))
        {
            var written = filter.ToString();
            if (LdapFilter.Parse(written).ToString() != written) throw new InvalidOperationException($"The filter {written} is another when it is read again.");
        }

        _ = LdapExtendedName.TryParse(text, out _);
        _ = LdapUrl.TryParse(text, out _);
    }
}
