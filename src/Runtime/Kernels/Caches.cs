using System;
using System.Runtime.Intrinsics.X86;

namespace NetSpec.Runtime.Kernels;

/// <summary>
/// The caches of a core, in bytes, by which kernels cut their work. Results do not depend on it: every sum has one order, however the work
/// is cut.
/// </summary>
/// <remarks>
/// An x86 processor says them itself: AMD's in leaf 8000001Dh, Intel's in leaf 4, which are laid out alike (AMD64 Architecture Programmer's Manual,
/// volume 3, appendix E; Intel 64 and IA-32 Software Developer's Manual, volume 2, CPUID). Of others, the least that the machines of a decade have.
/// </remarks>
internal static class Caches
{
    private const int LeastFirst = 32 << 10, LeastSecond = 512 << 10, LeastThird = 4 << 20, MostThird = 32 << 20;

    private const uint IntelLeaf = 4, ExtendedLeaf = 0x80000000, AmdFeatureLeaf = 0x80000001, AmdLeaf = 0x8000001D;

    // In the third register of leaf 80000001h: that there is leaf 8000001Dh.
    private const int AmdTopology = 1 << 22;

    // The kinds of cache that hold data.
    private const int Data = 1, Unified = 3;

    // Processors have four or five caches; what emulates one may not come to an end.
    private const int MostCaches = 16;

    private static readonly (int First, int Second, int Third) Sizes = Ask();

    /// <summary>The first-level cache for data.</summary>
    public static int First => Sizes.First;

    /// <summary>The second-level cache.</summary>
    public static int Second => Sizes.Second;

    /// <summary>The third-level cache, which cores share: no more of it than a few cores may hope for.</summary>
    public static int Third => Sizes.Third;

    private static (int First, int Second, int Third) Ask()
    {
        int first = 0, second = 0, third = 0;
        var leaf = Leaf();
        for (var i = 0; leaf != null && i < MostCaches; i++)
        {
            var (kinds, shape, sets, _) = X86Base.CpuId((int)leaf, i);
            var (kind, level) = (kinds & 31, (kinds >> 5) & 7);
            if (kind == 0)
                break;

            var bytes = Field(shape, 22, 10) * Field(shape, 12, 10) * Field(shape, 0, 12) * ((uint)sets + 1L);
            if (kind == Data && level == 1)
                first = Valid(bytes);
            else if (kind is Data or Unified && level == 2)
                second = Valid(bytes);
            else if (kind is Data or Unified && level == 3)
                third = Valid(bytes);
        }

        return (Math.Max(first, LeastFirst), Math.Max(second, LeastSecond), Math.Clamp(third, LeastThird, MostThird));
    }

    /// <summary>Which leaf tells of caches; null where none does.</summary>
    private static uint? Leaf()
    {
        if (!X86Base.IsSupported)
            return null;

        var extended = (uint)X86Base.CpuId(unchecked((int)ExtendedLeaf), 0).Eax;
        if (extended >= AmdLeaf && (X86Base.CpuId(unchecked((int)AmdFeatureLeaf), 0).Ecx & AmdTopology) != 0)
            return AmdLeaf;

        return X86Base.CpuId(0, 0).Eax >= IntelLeaf ? IntelLeaf : null;
    }

    /// <summary>A number that is stored less one.</summary>
    private static long Field(int register, int first, int bits) => (((uint)register >> first) & ((1u << bits) - 1)) + 1L;

    private static int Valid(long bytes) => bytes is > 0 and <= int.MaxValue ? (int)bytes : 0;
}
