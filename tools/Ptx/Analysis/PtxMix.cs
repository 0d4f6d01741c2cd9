using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary>The instructions of a loop, or of a whole kernel, by what they do.</summary>
public sealed record PtxMix
{
    /// <summary>All of them.</summary>
    public int Instructions { get; private init; }

    /// <summary>Loads from the device's memory of two or four numbers, or of 16 bytes straight into shared memory.</summary>
    public int GlobalVectorLoads { get; private init; }

    /// <summary>Loads from the device's memory of one number.</summary>
    public int GlobalScalarLoads { get; private init; }

    /// <summary>Stores to the device's memory of two or four numbers.</summary>
    public int GlobalVectorStores { get; private init; }

    /// <summary>Stores to the device's memory of one number.</summary>
    public int GlobalScalarStores { get; private init; }

    /// <summary>Loads from shared memory of two or four numbers, or of matrices.</summary>
    public int SharedVectorLoads { get; private init; }

    /// <summary>Loads from shared memory of one number.</summary>
    public int SharedScalarLoads { get; private init; }

    /// <summary>Stores to shared memory of two or four numbers.</summary>
    public int SharedVectorStores { get; private init; }

    /// <summary>Stores to shared memory of one number.</summary>
    public int SharedScalarStores { get; private init; }

    /// <summary>Loads and stores of local memory, which is off chip.</summary>
    public int LocalAccesses { get; private init; }

    /// <summary>Barriers of the group.</summary>
    public int Barriers { get; private init; }

    /// <summary><c>cp.async</c> copies.</summary>
    public int AsyncCopies { get; private init; }

    /// <summary><c>ldmatrix</c>.</summary>
    public int MatrixLoads { get; private init; }

    /// <summary><c>mma</c>.</summary>
    public int MatrixProducts { get; private init; }

    /// <summary>Multiplications of floating-point numbers, those with an addition included.</summary>
    public int FloatProducts { get; private init; }

    /// <summary>Integer arithmetic.</summary>
    public int IntegerArithmetic { get; private init; }

    /// <summary>Multiply-adds a thread's share is made of: 2,048 of a warp, 64 a thread, for an <c>mma</c>.</summary>
    public int MultiplyAdds => FloatProducts + (64 * MatrixProducts);

    internal static PtxMix Of(IEnumerable<PtxInstruction> instructions)
    {
        var all = instructions.ToArray();
        return new()
        {
            Instructions = all.Length,
            GlobalVectorLoads = Accesses("ld", MemorySpace.Global, vector: true) + all.Count(IsWideCopy),
            GlobalScalarLoads = Accesses("ld", MemorySpace.Global, vector: false) + all.Count(x => IsCopy(x) && !IsWideCopy(x)),
            GlobalVectorStores = Accesses("st", MemorySpace.Global, vector: true),
            GlobalScalarStores = Accesses("st", MemorySpace.Global, vector: false),
            SharedVectorLoads = Accesses("ld", MemorySpace.Shared, vector: true) + all.Count(x => x.Opcode == "ldmatrix"),
            SharedScalarLoads = Accesses("ld", MemorySpace.Shared, vector: false),
            SharedVectorStores = Accesses("st", MemorySpace.Shared, vector: true),
            SharedScalarStores = Accesses("st", MemorySpace.Shared, vector: false),
            LocalAccesses = all.Count(x => x.Opcode is "ld" or "st" && MemorySpaces.Of(x) == MemorySpace.Local),
            Barriers = all.Count(x => x.IsGroupBarrier),
            AsyncCopies = all.Count(IsCopy),
            MatrixLoads = all.Count(x => x.Opcode == "ldmatrix"),
            MatrixProducts = all.Count(x => x.Opcode == "mma"),
            FloatProducts = all.Count(x => x.Opcode is "mul" or "fma" or "mad" && x.Type.Kind is PtxTypeKind.FloatingPoint or PtxTypeKind.HalfPair),
            IntegerArithmetic = all.Count(x => x.Opcode is "add" or "sub" or "mul" or "mad" or "min" or "max" or "div" or "rem" or "and" or "or" or "xor" or "not" or "shl" or "shr"
                && x.Type.Kind is PtxTypeKind.SignedInteger or PtxTypeKind.UnsignedInteger or PtxTypeKind.Bits),
        };

        int Accesses(string opcode, MemorySpace space, bool vector) => all.Count(x =>
            x.Opcode == opcode && MemorySpaces.Of(x) is var named && (named == space || (named == MemorySpace.Generic && space == MemorySpace.Global)) && (x.Has("v2") || x.Has("v4")) == vector);
    }

    private static bool IsCopy(PtxInstruction instruction) => instruction.Opcode == "cp" && instruction.Operands.Count >= 3;

    private static bool IsWideCopy(PtxInstruction instruction) => IsCopy(instruction) && instruction.Operands[2].Value == 16;
}
