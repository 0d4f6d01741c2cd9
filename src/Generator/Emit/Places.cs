using NetSpec.Generator.Planning;

namespace NetSpec.Generator.Emit;

/// <summary>Places of values as the kernels take them.</summary>
internal static class Places
{
    public static string Map(Place place) =>
        $"new {Api.Cpu}.Map({CSharp.Literal(place.Offset)}, {CSharp.Literal(place.Channels)}, {CSharp.Literal(place.Height)}, {CSharp.Literal(place.Width)}, {CSharp.Literal(place.Border)})";

    /// <summary>Declares a map as a local.</summary>
    public static void Declare(SourceWriter writer, string name, Place place) => writer.Line($"var {name} = {Map(place)};");
}
