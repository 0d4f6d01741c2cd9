namespace NetSpec.Compiler.Planning.Shapes;

/// <summary>What a kernel is specialised to: the constants of one shape struct of the emitted file.</summary>
internal abstract record KernelShape
{
    /// <summary>How far outside its operand the kernel reads: the border that the operand's map must have.</summary>
    public abstract int Reach { get; }
}
