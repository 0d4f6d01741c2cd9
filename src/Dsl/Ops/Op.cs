using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// What a node computes. One record an op, immutable and value-equal; no shapes of its operands, no names, no spans. It answers
/// what the compiler asks of it; what it does not answer does not build.
/// </summary>
public abstract record Op
{
    /// <summary>The word for it in a spec: <c>conv</c>.</summary>
    public abstract string Keyword { get; }

    /// <summary>What is true of its function.</summary>
    public abstract OpTraits Traits { get; }

    /// <summary>The neurons of the theory of paths that it is made of; null when no such neurons make it up, so that the theory does not speak of it.</summary>
    public abstract NeuronKind? Model { get; }

    /// <summary>
    /// Whether it takes the tokens of a sequence, the rows of its two dimensions, one by one, each as a vector; else it takes the first as channels.
    /// </summary>
    public virtual bool TakesTokens => false;

    /// <summary>
    /// Whether it makes probabilities of scores, so that where it ends an output the theory of paths speaks of the scores that enter it.
    /// </summary>
    public virtual bool IsHead => false;

    /// <summary>Of a head, whether the differences between its results are those between the scores.</summary>
    public virtual bool KeepsDifferences => false;

    /// <summary>The op as a person reads it in the emitted file: <c>conv 3x3, stride 2, pad 1</c>.</summary>
    public abstract string Describe();

    /// <summary>The op as a spec spells it, every argument that matters included: <c>conv(64, 3x3, stride=2, bias=false)</c>.</summary>
    public virtual string Spell() => Keyword;

    /// <summary>The op as a person writes it at its place: without what it takes there anyway.</summary>
    /// <param name="inputs">The shapes of its operands.</param>
    /// <param name="beforeBatchNorm">Whether a batch-norm is the next stage, before which a layer has no bias unless it says so.</param>
    public virtual string Spell(IReadOnlyList<Shape> inputs, bool beforeBatchNorm) => Spell();

    /// <summary>The op as <see cref="Spell(IReadOnlyList{Shape}, bool)"/> has it, with a stride of 1 too: layers of one block may differ in it.</summary>
    /// <param name="inputs">The shapes of its operands; null to spell it as <see cref="Spell()"/> does.</param>
    /// <param name="beforeBatchNorm">Whether a batch-norm is the next stage.</param>
    internal virtual string SpellStride(IReadOnlyList<Shape>? inputs, bool beforeBatchNorm) => inputs is null ? Spell() : Spell(inputs, beforeBatchNorm);

    /// <summary>The result's shape for these operands, or what is wrong with them.</summary>
    public abstract ShapeRule Infer(IReadOnlyList<Shape> inputs);

    /// <summary>The tensors the op owns, in state-dict order. Called only with operands that <see cref="Infer"/> accepted.</summary>
    public virtual IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs) => [];

    /// <summary>Which places of its operands feed which of its result. Called only with operands that <see cref="Infer"/> accepted.</summary>
    public abstract Wiring Wire(IReadOnlyList<Shape> inputs);

    /// <summary>Multiplications with a weight for one sample, padding included; those of per-channel maps are not counted, as usual.</summary>
    public abstract long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result);

    /// <summary>Whether its operand is an input of whole numbers, which no other op reads.</summary>
    public virtual bool TakesIds => false;

    /// <summary>As an op of several values, its arguments behind them: <c>heads=6</c>.</summary>
    internal virtual string SpellBehindOperands => "";

    /// <summary>What layers have alike that can share their tensors where these have the same dimensions.</summary>
    internal virtual string ParameterForm => GetType().Name;

    /// <summary>Whether the result is the operand as it is. An op that does not say so costs a copy, and its result is right all the same.</summary>
    public virtual bool IsIdentity(IReadOnlyList<Shape> inputs) => false;
}

/// <summary>A tensor an op owns, before it has a full name and a place.</summary>
/// <param name="Suffix">The last part of its name: <c>weight</c>, <c>running_mean</c>.</param>
/// <param name="Dims">Its dimensions, PyTorch's order.</param>
/// <param name="Role">What it is to the layer.</param>
/// <param name="FanIn">How many numbers a result is a sum of; 0 where that is the product of all dimensions but the first, or the only one.</param>
public sealed record ParameterSpec(string Suffix, EquatableArray<int> Dims, ParameterRole Role, int FanIn = 0)
{
    /// <summary>Whether 0 is out of range: of a variance that no eps is added to.</summary>
    public bool MustBePositive { get; init; }
}
