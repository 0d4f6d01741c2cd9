namespace NetSpec.Compiler.Planning;

/// <summary>What the compiler and the runtime's kernels agree on without a word in emitted code. This file is compiled into both.</summary>
internal static class KernelContract
{
    /// <summary>Channels of a block; every offset is a multiple of it, which makes 64 bytes.</summary>
    public const int Lanes = 16;

    /// <summary>Samples of a panel.</summary>
    public const int PanelSamples = 32;

    /// <summary>Inputs, and outputs, that a pass in panels has at most.</summary>
    public const int MostPanelPorts = 4;

    /// <summary>Kronecker-sparse factors that one kernel applies to the positions of a map at most.</summary>
    public const int MostChainedFactors = 4;
}
