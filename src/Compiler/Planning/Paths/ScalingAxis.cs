namespace NetSpec.Compiler.Planning.Paths;

/// <summary>How windows lie along an axis.</summary>
/// <param name="Inputs">Positions of the operand.</param>
/// <param name="Outputs">Positions of the result.</param>
/// <param name="Kernel">Taps.</param>
/// <param name="Stride">From one window to the next.</param>
/// <param name="Padding">Positions before the first.</param>
/// <param name="Dilation">From one tap to the next.</param>
internal sealed record ScalingAxis(int Inputs, int Outputs, int Kernel, int Stride, int Padding, int Dilation);
