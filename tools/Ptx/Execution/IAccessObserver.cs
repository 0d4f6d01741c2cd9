using System;

namespace NetSpec.Ptx;

/// <summary>Sees which addresses the lanes of a warp touch together.</summary>
internal interface IAccessObserver
{
    /// <summary>A load, store or copy.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="space">What it touches.</param>
    /// <param name="addresses">The first byte of each active lane.</param>
    /// <param name="bytes">What each lane touches.</param>
    void Touch(PtxInstruction instruction, PtxSpace space, ReadOnlySpan<ulong> addresses, int bytes);
}
