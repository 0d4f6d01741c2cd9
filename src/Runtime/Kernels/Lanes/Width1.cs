using System.Runtime.CompilerServices;

namespace NetSpec.Runtime.Kernels.Lanes;

/// <summary>Floats one by one, for machines without vectors and for comparison.</summary>
internal readonly unsafe struct Width1 : IWidth<float>
{
    public static int Lanes => 1;

    public static int Half => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float All(float value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add(float a, float b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyAdd(float a, float b, float c) => (a * b) + c;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(float a, float b) => a > b ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(void* source)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePastCaches(float* target, float value) => *target = value;
}
