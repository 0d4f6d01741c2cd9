using NetSpec.Compiler.Planning.Shapes;

namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>
/// A fully connected layer of so few outputs that their sums, one each, would wait for each other's multiply-adds: each is made of
/// several sums, and every sample is multiplied by itself. Sums come in another order than those of <see cref="MatrixProduct"/>.
/// </summary>
internal sealed class NarrowProduct : KernelAlgorithm<LinearShape>
{
    /// <summary>The most outputs: a panel of weights.</summary>
    public const int MostOutputs = 2 * Lanes;

    private static readonly MatrixProduct _plain = new();

    public override string Name => "narrow gemv";

    public override string Kernel => "Dense.NarrowLinear";

    public override string Packed => "Dense.PackedLinear";

    protected override bool IsFor(LinearShape shape) => shape.OutFeatures <= MostOutputs;

    protected override string? Refusal(LinearShape shape, ProgramPolicy policy) => policy.SplitsSums ? null : "which splits sums";

    protected override string Reason(LinearShape shape) => "several sums an output, for there are few";

    protected override KernelCost Cost(LinearShape shape) => _plain.Cost((KernelShape)shape);

    protected override long PackedSize(LinearShape shape) => _plain.PackedSize((KernelShape)shape);
}
