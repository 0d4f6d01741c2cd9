using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>An algorithm for one kind of shape.</summary>
internal abstract class KernelAlgorithm<TShape> : KernelAlgorithm
    where TShape : KernelShape
{
    protected const int Lanes = Place.Lanes;

    public override bool IsFor(KernelShape shape) => shape is TShape own && IsFor(own);

    public sealed override string? Refusal(KernelShape shape, ProgramPolicy policy) => Refusal((TShape)shape, policy);

    public sealed override KernelCost Cost(KernelShape shape) => Cost((TShape)shape);

    public sealed override long PackedSize(KernelShape shape) => PackedSize((TShape)shape);

    public sealed override EquatableArray<KernelSetting> Settings(KernelShape shape) => Settings((TShape)shape);

    public sealed override string? Reason(KernelShape shape) => Reason((TShape)shape);

    public sealed override string? Only(KernelShape shape) => Only((TShape)shape);

    /// <inheritdoc cref="KernelAlgorithm.IsFor(KernelShape)"/>
    protected virtual bool IsFor(TShape shape) => true;

    /// <inheritdoc cref="KernelAlgorithm.Refusal(KernelShape, ProgramPolicy)"/>
    protected virtual string? Refusal(TShape shape, ProgramPolicy policy) => null;

    /// <inheritdoc cref="KernelAlgorithm.Cost(KernelShape)"/>
    protected abstract KernelCost Cost(TShape shape);

    /// <inheritdoc cref="KernelAlgorithm.PackedSize(KernelShape)"/>
    protected abstract long PackedSize(TShape shape);

    /// <inheritdoc cref="KernelAlgorithm.Only(KernelShape)"/>
    protected virtual string? Only(TShape shape) => null;

    /// <inheritdoc cref="KernelAlgorithm.Settings(KernelShape)"/>
    protected virtual EquatableArray<KernelSetting> Settings(TShape shape) => default;

    /// <inheritdoc cref="KernelAlgorithm.Reason(KernelShape)"/>
    protected virtual string? Reason(TShape shape) => null;
}
