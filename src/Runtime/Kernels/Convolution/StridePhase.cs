using System.Numerics;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>
/// The taps of a transposed convolution, along one side, that reach outputs o = p, p + s, p + 2s, … An input i reaches
/// output o = i s - pad + k d through tap k, so those are the k with k d ≡ p + pad (mod s): every (s / g)-th from the
/// last, g = gcd(s, d). Taken backwards, they read inputs d / g apart: a convolution with stride 1.
/// </summary>
/// <param name="Taps">How many taps.</param>
/// <param name="LastTap">The one that reads the first input.</param>
/// <param name="TapStep">From one tap down to the next.</param>
/// <param name="Dilation">Inputs from one tap to the next.</param>
/// <param name="FirstInput">The input that <paramref name="LastTap"/> reads for output p; may be negative.</param>
/// <param name="Outputs">Outputs of the phase.</param>
internal readonly record struct StridePhase(int Taps, int LastTap, int TapStep, int Dilation, int FirstInput, int Outputs)
{
    public static StridePhase Of(int phase, int kernel, int stride, int dilation, int pad, int outputs)
    {
        var common = (int)BigInteger.GreatestCommonDivisor(stride, dilation);
        var (step, count) = (stride / common, (outputs - phase + stride - 1) / stride);
        for (var last = kernel - 1; last >= 0; last--)
        {
            var reach = phase + pad - (last * dilation);
            if (reach % stride == 0)
            {
                return new StridePhase((last / step) + 1, last, step, dilation / common, reach / stride, count);
            }
        }

        return new StridePhase(0, 0, 0, 0, 0, count);
    }
}
