namespace NetSpec.Runtime.Kernels.Lanes;

/// <summary>A kernel that is written once for all vector widths; <see cref="Levels"/> chooses its lanes.</summary>
internal unsafe interface ILaneKernel
{
    /// <summary>Its body, which takes a job and the number of a chunk.</summary>
    static abstract delegate*<void*, int, void> Body<TLanes>()
        where TLanes : struct, ILanes<TLanes>;
}
