namespace NetSpec.Compiler.Planning.Shapes;

/// <summary>The constants of a fully connected layer.</summary>
internal sealed record LinearShape(int InFeatures, int OutFeatures, bool HasResidual) : KernelShape
{
    /// <inheritdoc/>
    public override int Reach => 0;
}
