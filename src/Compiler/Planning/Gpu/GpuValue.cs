namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>Where a value lies on a device.</summary>
/// <param name="Kind">Whose memory it is in.</param>
/// <param name="Index">The input or output; in the workspace, the features before it.</param>
/// <param name="Features">Its features.</param>
internal sealed record GpuValue(GpuValueKind Kind, int Index, int Features);
