namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>
/// What algorithms are compared on: not the machine that a program will run on, which nobody knows when it is compiled, but
/// ratios that the machines of a decade share.
/// </summary>
/// <param name="MultiplyAdds">Multiply-adds that a core does in a cycle: vector lanes times units.</param>
/// <param name="Bytes">Bytes that a core gets in a cycle from where the weights and maps of a whole network lie.</param>
internal sealed record MachineModel(double MultiplyAdds, double Bytes)
{
    /// <summary>Floats between two layers of one kernel that a thread holds at a time, as the runtime cuts them.</summary>
    public const int ThreadFloats = 64 << 10;

    /// <summary>A core with two units of 512 bits, and a third-level cache or fast memory behind it.</summary>
    public static MachineModel Default { get; } = new(MultiplyAdds: 32, Bytes: 8);
}
