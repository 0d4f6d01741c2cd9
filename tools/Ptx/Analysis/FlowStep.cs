namespace NetSpec.Ptx;

/// <summary>Where control goes after an instruction.</summary>
/// <param name="EndsBlock">Whether it may go elsewhere than to the next.</param>
/// <param name="Target">The instruction to which it may go then, if that is one of the kernel.</param>
/// <param name="FallsThrough">Whether it may go to the next.</param>
internal readonly record struct FlowStep(bool EndsBlock, int? Target, bool FallsThrough);
