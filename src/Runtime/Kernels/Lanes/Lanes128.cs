using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetSpec.Runtime.Kernels.Lanes;

/// <summary>16 lanes in four 128-bit registers.</summary>
internal unsafe struct Lanes128(Vector128<float> first, Vector128<float> second, Vector128<float> third, Vector128<float> fourth)
    : ILanes<Lanes128>
{
    private Vector128<float> _first = first, _second = second, _third = third, _fourth = fourth;

    public static int Sums => Portable128.Has32Registers ? 7 : 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(float* source)
    {
        var four = (Vector128<float>*)source;
        return new(four[0], four[1], four[2], four[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 All(float value)
    {
        var all = Vector128.Create(value);
        return new(all, all, all, all);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Add(Lanes128 a, Lanes128 b) => new(a._first + b._first, a._second + b._second, a._third + b._third, a._fourth + b._fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Multiply(Lanes128 a, Lanes128 b) => new(a._first * b._first, a._second * b._second, a._third * b._third, a._fourth * b._fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Divide(Lanes128 a, Lanes128 b) => new(a._first / b._first, a._second / b._second, a._third / b._third, a._fourth / b._fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 PowerOfTwo(Lanes128 n) => new(PowerOfTwo(n._first), PowerOfTwo(n._second), PowerOfTwo(n._third), PowerOfTwo(n._fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 MultiplyAdd(Lanes128 a, Lanes128 b, Lanes128 c) => new(
        Portable128.MultiplyAdd(a._first, b._first, c._first),
        Portable128.MultiplyAdd(a._second, b._second, c._second),
        Portable128.MultiplyAdd(a._third, b._third, c._third),
        Portable128.MultiplyAdd(a._fourth, b._fourth, c._fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Max(Lanes128 a, Lanes128 b) => new(
        Portable128.Max(a._first, b._first),
        Portable128.Max(a._second, b._second),
        Portable128.Max(a._third, b._third),
        Portable128.Max(a._fourth, b._fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 MaxOrNaN(Lanes128 a, Lanes128 b) => new(
        MaxOrNaN(a._first, b._first), MaxOrNaN(a._second, b._second), MaxOrNaN(a._third, b._third), MaxOrNaN(a._fourth, b._fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Min(Lanes128 a, Lanes128 b) => new(
        Portable128.Min(a._first, b._first),
        Portable128.Min(a._second, b._second),
        Portable128.Min(a._third, b._third),
        Portable128.Min(a._fourth, b._fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 SortPairs(Lanes128 a) => new(SortPairs(a._first), SortPairs(a._second), SortPairs(a._third), SortPairs(a._fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasNaN(Lanes128 a)
    {
        var (low, high) = (
            Vector128.Equals(a._first, a._first) & Vector128.Equals(a._second, a._second),
            Vector128.Equals(a._third, a._third) & Vector128.Equals(a._fourth, a._fourth));
        return (low & high).AsInt32() != Vector128<int>.AllBitsSet;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> PowerOfTwo(Vector128<float> n) =>
        Vector128.ShiftLeft(Portable128.ToInt32(n) + Vector128.Create(127), 23).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> MaxOrNaN(Vector128<float> a, Vector128<float> b) =>
        Vector128.ConditionalSelect(Vector128.Equals(a, a), Portable128.Max(a, b), a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> SortPairs(Vector128<float> a)
    {
        var swapped = Vector128.Shuffle(a, Vector128.Create(1, 0, 3, 2));
        var even = Vector128.Create(0xFFFF_FFFFUL).AsSingle();
        return Vector128.ConditionalSelect(even, Portable128.Max(a, swapped), Portable128.Min(a, swapped));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Lanes128 a, Lanes128 b)
    {
        _first = Portable128.MultiplyAdd(a._first, b._first, _first);
        _second = Portable128.MultiplyAdd(a._second, b._second, _second);
        _third = Portable128.MultiplyAdd(a._third, b._third, _third);
        _fourth = Portable128.MultiplyAdd(a._fourth, b._fourth, _fourth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* target)
    {
        var four = (Vector128<float>*)target;
        four[0] = _first;
        four[1] = _second;
        four[2] = _third;
        four[3] = _fourth;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(float* source)
    {
        // .NET has no such instruction of other processors.
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(source);
            Sse.Prefetch0(source + 16);
        }
    }
}
