using System.Linq;

namespace NetSpec.Ptx;

/// <summary>
/// Addresses of any space, and of one. Shared and local memory appear in the space of all addresses as windows that no buffer
/// of the device overlaps.
/// </summary>
internal static class AddressConversions
{
    private const ulong SharedWindow = 0x7e00_0000_0000_0000;
    private const ulong LocalWindow = 0x7f00_0000_0000_0000;
    private const ulong WindowBytes = 0x0100_0000_0000_0000;

    /// <summary><c>cvta.shared</c> makes a generic address; <c>cvta.to.shared</c> takes one.</summary>
    public static Unary Find(PtxInstruction instruction)
    {
        var window = MemorySpaces.Of(instruction) switch
        {
            MemorySpace.Shared => SharedWindow,
            MemorySpace.Local => LocalWindow,
            MemorySpace.Global or MemorySpace.Param => 0UL,
            _ => throw instruction.Unknown(),
        };
        return instruction.Has("to")
            ? new Unary(instruction, address => window == 0 || address - window < WindowBytes ? address - window : throw new PtxException("the generic address is of another space"))
            : new Unary(instruction, address => address + window);
    }

    /// <summary>Where a generic address leads.</summary>
    public static (MemorySpace Space, ulong Address) Resolve(ulong address) =>
        address >= LocalWindow ? (MemorySpace.Local, address - LocalWindow)
        : address >= SharedWindow ? (MemorySpace.Shared, address - SharedWindow)
        : (MemorySpace.Global, address);
}
