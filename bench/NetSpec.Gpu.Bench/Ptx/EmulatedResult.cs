using NetSpec.Ptx;

namespace NetSpec.Gpu.Bench.Ptx;

/// <summary>A launch that was right.</summary>
/// <param name="Launch">What happened.</param>
/// <param name="Batch">Samples.</param>
/// <param name="Groups">Groups of the launch.</param>
/// <param name="Ran">Those that were run.</param>
/// <param name="WorstError">The largest error, in units of what is tolerated.</param>
internal sealed record EmulatedResult(PtxLaunch Launch, int Batch, int Groups, int Ran, double WorstError);
