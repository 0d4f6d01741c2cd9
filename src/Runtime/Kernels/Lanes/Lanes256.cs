using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetSpec.Runtime.Kernels.Lanes;

/// <summary>16 lanes in two 256-bit registers.</summary>
internal unsafe struct Lanes256(Vector256<float> low, Vector256<float> high) : ILanes<Lanes256>
{
    private Vector256<float> _low = low, _high = high;

    public static int Sums => 7;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(float* source) => new(*(Vector256<float>*)source, *(Vector256<float>*)(source + 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 All(float value) => new(Vector256.Create(value), Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Add(Lanes256 a, Lanes256 b) => new(Avx.Add(a._low, b._low), Avx.Add(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Multiply(Lanes256 a, Lanes256 b) => new(Avx.Multiply(a._low, b._low), Avx.Multiply(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Divide(Lanes256 a, Lanes256 b) => new(Avx.Divide(a._low, b._low), Avx.Divide(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 PowerOfTwo(Lanes256 n) => new(PowerOfTwo(n._low), PowerOfTwo(n._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyAdd(Lanes256 a, Lanes256 b, Lanes256 c) =>
        new(Fma.MultiplyAdd(a._low, b._low, c._low), Fma.MultiplyAdd(a._high, b._high, c._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Max(Lanes256 a, Lanes256 b) => new(Avx.Max(a._low, b._low), Avx.Max(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MaxOrNaN(Lanes256 a, Lanes256 b) => new(MaxOrNaN(a._low, b._low), MaxOrNaN(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Min(Lanes256 a, Lanes256 b) => new(Avx.Min(a._low, b._low), Avx.Min(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 SortPairs(Lanes256 a) => new(SortPairs(a._low), SortPairs(a._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasNaN(Lanes256 a) => Avx.MoveMask(Avx.Or(Avx.CompareUnordered(a._low, a._low), Avx.CompareUnordered(a._high, a._high))) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> PowerOfTwo(Vector256<float> n) =>
        Avx2.ShiftLeftLogical(Avx2.Add(Avx.ConvertToVector256Int32(n), Vector256.Create(127)), 23).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> MaxOrNaN(Vector256<float> a, Vector256<float> b) => Avx.BlendVariable(Avx.Max(a, b), a, Avx.CompareUnordered(a, a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> SortPairs(Vector256<float> a)
    {
        var swapped = Avx.Permute(a, 0b10_11_00_01);
        return Avx.Blend(Avx.Max(a, swapped), Avx.Min(a, swapped), 0b10101010);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Lanes256 a, Lanes256 b)
    {
        _low = Fma.MultiplyAdd(a._low, b._low, _low);
        _high = Fma.MultiplyAdd(a._high, b._high, _high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* target)
    {
        *(Vector256<float>*)target = _low;
        *(Vector256<float>*)(target + 8) = _high;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(float* source)
    {
        Sse.Prefetch0(source);
        Sse.Prefetch0(source + 16);
    }
}
