namespace NetSpec.Ptx;

/// <summary>Finds what an instruction does.</summary>
internal static class OperationCatalog
{
    public static Operation Find(PtxInstruction instruction) => instruction.Opcode switch
    {
        "mov" => Moves.Find(instruction),
        "cvta" => AddressConversions.Find(instruction),
        "ld" or "ldu" => new Load(instruction),
        "st" => new Store(instruction),
        "cp" => AsyncCopyOperations.Find(instruction),
        "ldmatrix" => new LoadMatrix(instruction),
        "mma" => new MultiplyMatrices(instruction),
        "shfl" => new Shuffle(instruction),
        "setp" => Comparisons.SetPredicate(instruction),
        "selp" => new Ternary(instruction, (a, b, p) => p != 0 ? a : b),
        "slct" => Comparisons.SelectBySign(instruction),
        "testp" => Comparisons.TestProperty(instruction),
        "cvt" => Conversions.Find(instruction),
        "prmt" or "lop3" or "popc" or "clz" or "brev" => BitOperations.Find(instruction),
        "and" or "or" or "xor" or "not" or "shl" or "shr" => BitOperations.Find(instruction),
        "membar" or "fence" => Nothing,
        "bar" or "barrier" when instruction.Has("warp") => new WarpBarrier(instruction),
        _ => instruction.Type.Kind switch
        {
            PtxTypeKind.SignedInteger or PtxTypeKind.UnsignedInteger => IntegerArithmetic.Find(instruction),
            PtxTypeKind.FloatingPoint => FloatArithmetic.Find(instruction),
            PtxTypeKind.HalfPair => HalfPairArithmetic.Find(instruction),
            _ => throw instruction.Unknown(),
        },
    };

    // Stores are seen by the others of the group at once, and by other groups only after the launch: nothing is left to fence.
    private static Operation Nothing { get; } = new PerLane((_, _, _) => { });
}
