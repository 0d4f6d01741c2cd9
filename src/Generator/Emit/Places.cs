using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Generator.Planning;
using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit;

/// <summary>Places of values and windows of pools as the kernels take them.</summary>
internal static class Places
{
    public static string Map(Place place)
    {
        int[] numbers = [place.Offset, place.Channels, place.Height, place.Width, place.Border];
        return $"new {Aliases.Cpu}Map({List(numbers)})";
    }

    /// <summary>Declares a map as a local.</summary>
    public static void Declare(SourceWriter writer, string name, Place place) => writer.Line($"var {name} = {Map(place)};");

    /// <summary>Declares the map a step fills, and clears its border, which is always that of the whole map.</summary>
    public static void DeclareTarget(SourceWriter writer, Place to, Place? clear)
    {
        Declare(writer, "to", to);
        if (clear is not null)
        {
            writer.Line($"{Api.Maps}.ClearBorder(run, to);");
        }
    }

    /// <summary>Declares the two maps of a step.</summary>
    public static void DeclareMaps(SourceWriter writer, MapStep step)
    {
        Declare(writer, "from", step.From);
        DeclareTarget(writer, step.To, step.Clear);
    }

    /// <summary>Declares the window of a pool.</summary>
    public static void DeclareWindow(SourceWriter writer, Window window)
    {
        var (kernel, stride, pad) = (window.Kernel, window.Stride, window.Padding);
        int[] numbers = [kernel.Height, kernel.Width, stride.Height, stride.Width, pad.Top, pad.Left, pad.Bottom, pad.Right];
        writer.Line($"var window = new {Aliases.Cpu}PoolWindow({List(numbers)});");
    }

    private static string List(int[] numbers) => string.Join(", ", numbers.Select(number => CSharp.Literal(number)));
}
