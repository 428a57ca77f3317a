using System.Runtime.InteropServices;

namespace Ldap;

/// <summary>Where the parts of a message are, as offsets into it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MessageHeader(
    int Id,
    byte Operation,
    int BodyStart,
    int BodyLength,
    int ControlsStart,
    int ControlsLength);
