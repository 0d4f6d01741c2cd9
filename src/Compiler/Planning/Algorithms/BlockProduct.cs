using NetSpec.Compiler.Planning.Shapes;

namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>A Kronecker-sparse factor, block by block in register tiles of the rows that its shape says.</summary>
internal sealed class BlockProduct : KernelAlgorithm<KroneckerShape>
{
    private const int FloatBytes = 4;

    public override string Name => "register tiles";

    public override string Kernel => "Dense.KroneckerLinear";

    public override string Packed => "Dense.PackedKronecker";

    protected override KernelCost Cost(KroneckerShape shape) =>
        new(shape.Pattern.NonZeros, FloatBytes * ((double)shape.Pattern.NonZeros + shape.Pattern.Rows + shape.Pattern.Columns));

    protected override long PackedSize(KroneckerShape shape) => shape.Pattern.NonZeros;
}
