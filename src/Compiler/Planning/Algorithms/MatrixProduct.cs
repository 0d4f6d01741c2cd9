using System.Globalization;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>
/// A fully connected layer: vector by vector (GEMV) while reading the weights is all the time it takes, which few samples share;
/// a matrix product (GEMM) over the samples of a pass beyond.
/// </summary>
internal sealed class MatrixProduct : KernelAlgorithm<LinearShape>
{
    /// <summary>Samples that GEMV holds the sums of at once: with four streams of 32 results each, the registers of one core.</summary>
    public const int MostVectors = 2;

    private const int FloatBytes = 4;

    public override string Name => $"gemv to {MostVectors.ToString(CultureInfo.InvariantCulture)} samples, gemm beyond";

    public override string Kernel => "Dense.DenseLinear";

    public override string Packed => "Dense.PackedLinear";

    protected override KernelCost Cost(LinearShape shape) =>
        new(PackedSize(shape), FloatBytes * (double)(PackedSize(shape) + shape.InFeatures + shape.OutFeatures));

    protected override long PackedSize(LinearShape shape) => Place.RoundUp(shape.OutFeatures) * shape.InFeatures;

    protected override EquatableArray<KernelSetting> Settings(LinearShape shape) => EquatableArray.Of(new KernelSetting("vectors", MostVectors));
}
