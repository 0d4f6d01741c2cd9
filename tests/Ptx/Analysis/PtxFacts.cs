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
        Loops = [.. kernel.Flow.Loops.Where(loop => loop.IsInnermost(kernel.Flow.Loops)).Select(loop => PtxMix.Of(kernel.Flow.InstructionsOf(loop).Select(i => kernel.Instructions[i])))];
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
    public PtxMix MainLoop => Loops.Where(loop => loop.MultiplyAdds > 0).MaxBy(loop => loop.MultiplyAdds) ?? Whole;

    /// <summary>Whether <see cref="MainLoop"/> is a loop.</summary>
    public bool HasMainLoop => !ReferenceEquals(MainLoop, Whole);

    /// <summary>Looks at a kernel.</summary>
    public static PtxFacts Of(PtxKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        return new(kernel);
    }
}
