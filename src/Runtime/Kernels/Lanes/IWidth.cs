namespace NetSpec.Runtime.Kernels.Lanes;

/// <summary>
/// A vector width as a type: what register tiles ask of it, and the size of the tile that its registers hold. Tiles are written once over
/// it, and compiled for each.
/// </summary>
/// <remarks>Vectors are those of .NET, not wrapped: the JIT inlines a few hundred calls into a method, and only if they need no locals.</remarks>
/// <typeparam name="TVector">A vector of floats.</typeparam>
internal unsafe interface IWidth<TVector>
    where TVector : unmanaged
{
    /// <summary>Floats of a vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>
    /// The most rows of half a tile, 3 or 7. A tile has twice as many rows of two sums each, and registers for two vectors and a
    /// broadcast value beside them.
    /// </summary>
    static abstract int Half { get; }

    static abstract TVector All(float value);

    static abstract TVector Add(TVector a, TVector b);

    /// <summary>a b + c, with one rounding where there is an instruction for it, else with two.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>a &gt; b ? a : b, lane by lane: b when one is NaN.</summary>
    static abstract TVector Max(TVector a, TVector b);

    /// <summary>Asks the second-level cache for what will soon be loaded and need not exist, where there is an instruction for it.</summary>
    static abstract void Prefetch(void* source);

    /// <summary>Stores to a multiple of the vector's size, past the caches.</summary>
    static abstract void StorePastCaches(float* target, TVector value);
}
