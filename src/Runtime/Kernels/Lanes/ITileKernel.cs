namespace NetSpec.Runtime.Kernels.Lanes;

/// <summary>A kernel of register tiles that is written once for all vector widths; <see cref="Levels"/> chooses its width.</summary>
internal unsafe interface ITileKernel
{
    /// <summary>Its body, which takes a job and the number of a chunk.</summary>
    static abstract delegate*<void*, int, void> Body<TLanes, TWidth, TVector>()
        where TLanes : struct, ILanes<TLanes>
        where TWidth : struct, IWidth<TVector>
        where TVector : unmanaged;
}
