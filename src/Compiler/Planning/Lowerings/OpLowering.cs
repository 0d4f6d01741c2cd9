using System;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Lowerings;

/// <summary>How an op runs on the CPU: its step, and what planning asks of its kernel before places are known.</summary>
/// <param name="Op">The kind of op.</param>
/// <param name="Lower">Makes the step; null for an op that moves nothing where it lies.</param>
internal sealed record OpLowering(Type Op, Func<LoweringScope, Op, PlanStep?> Lower)
{
    /// <summary>Makes the constants that its kernel is specialised to, of input, result and residual; null for a kernel that takes maps.</summary>
    public Func<Op, Place, Place, Place?, KernelShape>? Shape { get; init; }

    /// <summary>
    /// How far outside its operand a kernel without a shape reads, of the shapes of operand and result. One that takes maps knows their borders
    /// and keeps within what they hold.
    /// </summary>
    public Func<Op, Shape, Shape, int> Reach { get; init; } = (_, _, _) => 0;

    /// <summary>Floats of scratch that a kernel which takes maps needs for a sample, of its op and its result.</summary>
    public Func<Op, Shape, long> Scratch { get; init; } = (_, _) => 0;

    /// <summary>Whether its kernel reads each element just before it writes the one in the same place.</summary>
    public bool InPlace { get; init; }

    /// <summary>Whether its kernel also computes panels of samples.</summary>
    public bool InPanels { get; init; }

    /// <summary>What its kernel takes up of the ops behind it.</summary>
    public Fused Takes { get; init; }

    /// <summary>As what a kernel before it takes it up.</summary>
    public Fused TakenAs { get; init; }

    /// <summary>How its kernel takes up a layer before it; null for one that takes up none.</summary>
    public Joint? Joint { get; init; }

    /// <summary>
    /// The per-channel map that it is, of its parameters, where it is taken as <see cref="Fused.Affine"/>, or that it ends in; null where that changes
    /// nothing.
    /// </summary>
    public Func<Op, EquatableArray<int>, EpilogueTerm?>? Term { get; init; }

    /// <summary>The function that it is, where it is taken as <see cref="Fused.Function"/>.</summary>
    public Func<Op, CallArgument.Function>? Function { get; init; }

    /// <summary>Which of its operands may lie inside its result, or whether it may lie in its operand.</summary>
    public Hosting Hosting { get; init; }

    /// <summary>Whether its result may lie channel by channel.</summary>
    public bool WritesPlanar { get; init; }

    /// <summary>Whether it reads a map that lies channel by channel.</summary>
    public Func<Op, bool> ReadsPlanar { get; init; } = _ => false;

    /// <summary>Whether its result is a value of the workspace.</summary>
    public bool HasResult { get; init; } = true;

    /// <summary>How far outside an operand the op reads: the border that the operand's map must have.</summary>
    public int ReachOf(Op op, Shape operand, Shape result) =>
        Shape is { } shape ? shape(op, Place.Of(operand), Place.Of(result), null).Reach : Reach(op, operand, result);

    /// <summary>How a kind of op runs.</summary>
    public static OpLowering Of<TOp>(Func<LoweringScope, TOp, PlanStep?> lower)
        where TOp : Op => new(typeof(TOp), (scope, op) => lower(scope, (TOp)op));

    /// <inheritdoc cref="Of{TOp}(Func{LoweringScope, TOp, PlanStep?})"/>
    public static OpLowering Of<TOp>(Func<LoweringScope, PlanStep?> lower)
        where TOp : Op => new(typeof(TOp), (scope, _) => lower(scope));
}
