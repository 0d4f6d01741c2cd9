using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetSpec.Runtime.Kernels.Lanes;

/// <summary>
/// What kernels ask of 128-bit vectors and processors do in different ways. Which way is a constant to the JIT. Where there is no instruction for
/// it, as in WebAssembly, it is put together.
/// </summary>
internal static class Portable128
{
    /// <summary>Whether there are 32 registers, not 16.</summary>
    public static bool Has32Registers => AdvSimd.Arm64.IsSupported;

    /// <summary>a b + c, with one rounding where there is an instruction for it, else with two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        Fma.IsSupported ? Fma.MultiplyAdd(a, b, c) : AdvSimd.IsSupported ? AdvSimd.FusedMultiplyAdd(c, a, b) : (a * b) + c;

    /// <summary>a &gt; b ? a : b, lane by lane: b when one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Max(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.Max(a, b) : Vector128.ConditionalSelect(Vector128.GreaterThan(a, b), a, b);

    /// <summary>a &lt; b ? a : b, lane by lane: b when one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Min(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.Min(a, b) : Vector128.ConditionalSelect(Vector128.LessThan(a, b), a, b);

    /// <summary>Whole numbers as integers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ToInt32(Vector128<float> a) => Sse2.IsSupported ? Sse2.ConvertToVector128Int32(a) : Vector128.ConvertToInt32(a);

    /// <summary>Four rows as four columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref Vector128<float> a, ref Vector128<float> b, ref Vector128<float> c, ref Vector128<float> d)
    {
        // Rows 0 and 2, and 1 and 3, in turn; then these two.
        var (ac, acHigh, bd, bdHigh) = (InterleaveLow(a, c), InterleaveHigh(a, c), InterleaveLow(b, d), InterleaveHigh(b, d));
        (a, b) = (InterleaveLow(ac, bd), InterleaveHigh(ac, bd));
        (c, d) = (InterleaveLow(acHigh, bdHigh), InterleaveHigh(acHigh, bdHigh));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0], a[1], b[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[2], b[2], a[3], b[3]);
}
