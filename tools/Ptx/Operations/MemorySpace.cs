using System.Collections.Generic;

namespace NetSpec.Ptx;

/// <summary>What a load or store names.</summary>
internal enum MemorySpace
{
    Generic,
    Global,
    Shared,
    Local,
    Param,
}

/// <summary>Finds the space that an instruction names.</summary>
internal static class MemorySpaces
{
    public static MemorySpace Of(PtxInstruction instruction)
    {
        foreach (var word in instruction.Modifiers)
        {
            if (ByName.TryGetValue(word, out var space))
                return space;
        }

        return MemorySpace.Generic;
    }

    private static readonly Dictionary<string, MemorySpace> ByName = new()
    {
        ["global"] = MemorySpace.Global,
        ["shared"] = MemorySpace.Shared,
        ["shared::cta"] = MemorySpace.Shared,
        ["local"] = MemorySpace.Local,
        ["param"] = MemorySpace.Param,
        ["const"] = MemorySpace.Global,
    };
}
