using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Functions;

/// <summary>A function of single numbers, written once over the lanes of a vector.</summary>
internal interface IPlaceFunction
{
    /// <summary>Whether it takes 0 to 0. Lanes past the last channel are zero and stay so; where they would not, they are cleared.</summary>
    static abstract bool KeepsZero { get; }

    /// <summary>The function of each lane.</summary>
    /// <param name="x">Where.</param>
    /// <param name="first">The op's number, such as a slope.</param>
    /// <param name="second">Its second one.</param>
    static abstract TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
        where TLanes : struct, ILanes<TLanes>;
}
