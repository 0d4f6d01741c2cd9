using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetSpec.Runtime.Kernels.Lanes;

/// <summary>16 lanes in one 512-bit register.</summary>
internal unsafe struct Lanes512(Vector512<float> value) : ILanes<Lanes512>
{
    private Vector512<float> _value = value;

    public static int Sums => 28;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(float* source) => new(*(Vector512<float>*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 All(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Add(Lanes512 a, Lanes512 b) => new(Avx512F.Add(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Multiply(Lanes512 a, Lanes512 b) => new(Avx512F.Multiply(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Divide(Lanes512 a, Lanes512 b) => new(Avx512F.Divide(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 PowerOfTwo(Lanes512 n) =>
        new(Avx512F.ShiftLeftLogical(Avx512F.Add(Avx512F.ConvertToVector512Int32(n._value), Vector512.Create(127)), 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MultiplyAdd(Lanes512 a, Lanes512 b, Lanes512 c) => new(Avx512F.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Max(Lanes512 a, Lanes512 b) => new(Avx512F.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MaxOrNaN(Lanes512 a, Lanes512 b) =>
        new(Vector512.ConditionalSelect(Avx512F.CompareUnordered(a._value, a._value), a._value, Avx512F.Max(a._value, b._value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Min(Lanes512 a, Lanes512 b) => new(Avx512F.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 SortPairs(Lanes512 a)
    {
        var swapped = Avx512F.Permute4x32(a._value, 0b10_11_00_01);
        var even = Vector512.Create(0xFFFF_FFFFUL).AsSingle();
        return new(Vector512.ConditionalSelect(even, Avx512F.Max(a._value, swapped), Avx512F.Min(a._value, swapped)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasNaN(Lanes512 a) => Avx512F.CompareUnordered(a._value, a._value).AsInt32() != Vector512<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Lanes512 a, Lanes512 b) => _value = Avx512F.FusedMultiplyAdd(a._value, b._value, _value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* target) => *(Vector512<float>*)target = _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(float* source)
    {
        Sse.Prefetch0(source);
        Sse.Prefetch0(source + 16);
    }
}
