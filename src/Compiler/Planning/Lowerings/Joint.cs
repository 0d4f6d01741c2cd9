using System;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Lowerings;

/// <summary>How the kernel of an op also computes the layer whose result it alone reads, so that what lies between is never stored.</summary>
/// <param name="Kernel">The runtime's type that computes both.</param>
/// <param name="Layer">The kind of op before it that can be taken up.</param>
/// <param name="Pays">Whether the two can be computed so in a program, and move less.</param>
/// <param name="Describe">What an emitted comment says of the two.</param>
internal sealed record Joint(string Kernel, Type Layer, Func<JointLayers, ProgramPolicy, bool> Pays, Func<JointLayers, AlgorithmChoice, string> Describe)
{
    /// <summary>The most layers that it computes, its own among them.</summary>
    public int MostLayers { get; init; } = 2;
}

/// <summary>A layer and the op that reads its result.</summary>
/// <param name="First">What the kernel of the layer is specialised to.</param>
/// <param name="Op">The op.</param>
/// <param name="Own">What its kernel is specialised to; null for a kernel that takes maps.</param>
/// <param name="Result">The shape of its result.</param>
internal sealed record JointLayers(KernelShape First, Op Op, KernelShape? Own, Shape Result);
