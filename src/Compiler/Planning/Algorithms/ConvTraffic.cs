using NetSpec.Compiler.Planning.Shapes;

namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>The bytes that a convolution moves at least: weights, input, result and residual once.</summary>
internal static class ConvTraffic
{
    private const int FloatBytes = 4;

    public static double Bytes(ConvShape shape, long packed)
    {
        var results = (double)Floats(shape.Output, isPlanar: false);
        return FloatBytes * (packed + Floats(shape.Input, shape.IsInputPlanar) + (shape.HasResidual ? 2 * results : results));
    }

    private static long Floats(ConvSide side, bool isPlanar) =>
        (isPlanar ? side.Channels : Place.RoundUp(side.Channels)) * side.Height * side.Width;
}
