namespace NetSpec.Ptx;

/// <summary>What an operand is.</summary>
public enum PtxOperandKind
{
    /// <summary>A register, or the name of an array or label.</summary>
    Name,

    /// <summary>An argument of the inline fragment: <c>%0</c>.</summary>
    Placeholder,

    /// <summary>A number.</summary>
    Immediate,

    /// <summary>A register that the device fills: <c>%tid.x</c>.</summary>
    Special,

    /// <summary>A place in memory: <c>[%rd1+16]</c>.</summary>
    Address,

    /// <summary>Several registers: <c>{%f1, %f2}</c>.</summary>
    Vector,

    /// <summary>A destination with a predicate beside it: <c>%r1|%p1</c>.</summary>
    Pair,

    /// <summary>The opposite of a predicate: <c>!%p1</c>.</summary>
    Not,
}
