using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>
/// A way to compute what has a <see cref="KernelShape"/>: when it can, what it costs, which kernel of the runtime it is. The
/// choice among them, and everything a plan or an emitted file says of one, follows from these answers.
/// </summary>
internal abstract class KernelAlgorithm
{
    /// <summary>As the emitted comment calls it: <c>direct</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// The runtime's type with the methods <c>Pack</c> and <c>Run</c>, which are generic over the shape, behind its room:
    /// <c>Convolution.DirectConv2D</c>.
    /// </summary>
    public abstract string Kernel { get; }

    /// <summary>The runtime's type of the packed weights, behind its room.</summary>
    public abstract string Packed { get; }

    /// <summary>Whether it is an algorithm for shapes of this kind at all; the other members are only asked of such shapes.</summary>
    public abstract bool IsFor(KernelShape shape);

    /// <summary>
    /// Why it cannot compute a shape, or may not in such a program, in words that follow its name and a comma: <c>stride 2</c>, <c>which
    /// subtracts</c>; null when it can.
    /// </summary>
    public virtual string? Refusal(KernelShape shape, ProgramPolicy policy) => null;

    /// <summary>What it costs for one sample.</summary>
    public abstract KernelCost Cost(KernelShape shape);

    /// <summary>Floats of its packed weights, shifts not counted.</summary>
    public abstract long PackedSize(KernelShape shape);

    /// <summary>Numbers that the plan decides for the kernel: its last arguments, by name.</summary>
    public virtual EquatableArray<KernelSetting> Settings(KernelShape shape) => default;

    /// <summary>What makes it the right one by itself, in words that follow its name and a colon; null where only its cost does.</summary>
    public virtual string? Reason(KernelShape shape) => null;

    /// <summary>
    /// What about a shape leaves no other one, in words that follow its name and a colon: <c>1x1 kernel</c>; null where that goes without saying.
    /// </summary>
    public virtual string? Only(KernelShape shape) => null;
}
