using System.Linq;
using NetSpec.Compiler.Planning;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Emit.Writing;

/// <summary>Places of values and windows of pools as the kernels take them.</summary>
internal static class Places
{
    public static string Map(Place place) => $"new {Aliases.Kernels}Map({Numbers(place)})";

    /// <summary>A map where its type is known.</summary>
    public static string New(Place place) => $"new({Numbers(place)})";

    /// <summary>A window where its type is known.</summary>
    public static string New(Window window) => $"new({Numbers(window)})";

    public static string PoolWindow(Window window) => $"new {Aliases.Pools}PoolWindow({Numbers(window)})";

    private static string Numbers(Place place) => List(place.Offset, place.Channels, place.Height, place.Width, place.Border);

    private static string Numbers(Window window)
    {
        var (kernel, stride, pad) = (window.Kernel, window.Stride, window.Padding);
        return List(kernel.Height, kernel.Width, stride.Height, stride.Width, pad.Top, pad.Left, pad.Bottom, pad.Right);
    }

    private static string List(params int[] numbers) => string.Join(", ", numbers.Select(number => CSharp.Literal(number)));
}
