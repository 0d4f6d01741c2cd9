using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetSpec.Runtime.Kernels.Lanes;

/// <summary>Registers of 128 bits, of any processor that has some.</summary>
/// <typeparam name="THalf">Rows of half a tile: 3 for 16 registers, 7 for 32.</typeparam>
internal readonly unsafe struct Width128<THalf> : IWidth<Vector128<float>>
    where THalf : struct, ICount
{
    public static int Lanes => 4;

    public static int Half => THalf.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> All(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> a, Vector128<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) => Portable128.MultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Max(Vector128<float> a, Vector128<float> b) => Portable128.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(void* source)
    {
        // .NET has no such instruction of other processors.
        if (Sse.IsSupported)
            Sse.Prefetch1(source);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePastCaches(float* target, Vector128<float> value) => value.StoreAlignedNonTemporal(target);
}
