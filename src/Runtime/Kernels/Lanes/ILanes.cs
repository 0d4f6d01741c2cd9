namespace NetSpec.Runtime.Kernels.Lanes;

/// <summary>
/// The 16 channels of one block at one position, in whatever registers the level has. Kernels that stream are written
/// once over it and compiled per level.
/// </summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
internal unsafe interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>How many of these the registers hold as sums, beside one that they are multiplied from.</summary>
    static abstract int Sums { get; }

    static abstract TSelf Load(float* source);

    static abstract TSelf All(float value);

    static abstract TSelf Add(TSelf a, TSelf b);

    static abstract TSelf Multiply(TSelf a, TSelf b);

    static abstract TSelf Divide(TSelf a, TSelf b);

    /// <summary>2^n for whole numbers from -126 to 127; any finite number for others.</summary>
    static abstract TSelf PowerOfTwo(TSelf n);

    /// <summary>a b + c, with one rounding or two.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>Becomes a b + itself: of a sum in a register the JIT makes one instruction of that, and no copy.</summary>
    void AddProduct(TSelf a, TSelf b);

    /// <summary>a &gt; b ? a : b, lane by lane: b when one is NaN.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>The larger, lane by lane: NaN when one is.</summary>
    static abstract TSelf MaxOrNaN(TSelf a, TSelf b);

    /// <summary>a &lt; b ? a : b, lane by lane: b when one is NaN.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>The larger of lanes 2i and 2i + 1 in lane 2i, the smaller in lane 2i + 1; in either order when one is NaN.</summary>
    static abstract TSelf SortPairs(TSelf a);

    /// <summary>Whether a lane is NaN.</summary>
    static abstract bool HasNaN(TSelf a);

    /// <summary>Has 32 floats brought to the caches that will soon be loaded; they need not exist.</summary>
    static abstract void Prefetch(float* source);

    void Store(float* target);
}
