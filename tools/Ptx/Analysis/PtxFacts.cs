using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary>What the text of a kernel says about how it will run.</summary>
public sealed class PtxFacts
{
    private PtxFacts(PtxKernel kernel)
    {
        (Kernel, Liveness, Whole) = (kernel, PtxLiveness.Of(kernel), PtxMix.Of(kernel.Instructions));
        var flow = kernel.Flow;
        var innermost = flow.Loops.Where(loop => loop.IsInnermost(flow.Loops)).ToArray();
        Loops = [.. innermost.Select(Mix)];
        var main = Enumerable.Range(0, innermost.Length).Where(i => Loops[i].MultiplyAdds > 0).OrderByDescending(i => Loops[i].MultiplyAdds).FirstOrDefault(-1);
        (MainLoop, MainNest) = main < 0 ? (Whole, Whole) : (Loops[main], Mix(flow.Loops.Where(loop => loop.Blocks.Contains(innermost[main].Header)).MaxBy(loop => loop.Blocks.Count)!));

        PtxMix Mix(FlowLoop loop) => PtxMix.Of(flow.InstructionsOf(loop).Select(i => kernel.Instructions[i]));
    }

    /// <summary>The kernel.</summary>
    public PtxKernel Kernel { get; }

    /// <summary>Registers.</summary>
    public PtxLiveness Liveness { get; }

    /// <summary>All instructions.</summary>
    public PtxMix Whole { get; }

    /// <summary>The innermost loops, in the order of the text.</summary>
    public IReadOnlyList<PtxMix> Loops { get; }

    /// <summary>The innermost loop with the most multiply-adds; where none has any, or there is none, everything.</summary>
    public PtxMix MainLoop { get; }

    /// <summary>The outermost loop around <see cref="MainLoop"/>, which may be that itself.</summary>
    public PtxMix MainNest { get; }

    /// <summary>Whether <see cref="MainLoop"/> is a loop.</summary>
    public bool HasMainLoop => !ReferenceEquals(MainLoop, Whole);

    /// <summary>Looks at a kernel.</summary>
    public static PtxFacts Of(PtxKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        return new(kernel);
    }
}
