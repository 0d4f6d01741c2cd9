using NetSpec.Generator.Passes.PathNorms;
using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>Sums over the windows that cover a position.</summary>
internal static class SpreadEmitter
{
    public static void Write(SourceWriter writer, SpreadStep step)
    {
        Places.DeclareMaps(writer, step);
        var divides = step.Divisor != PoolDivisor.None;
        if (step.Window is { } window)
        {
            Places.DeclareWindow(writer, window);
            var divisor = divides ? $", countIncludePad: {CSharp.Literal(step.Divisor == PoolDivisor.Padded)}, Exponent" : "";
            writer.Line($"{Api.Pools}.Spread(run, from, to, window{divisor});");
        }
        else
        {
            writer.Line($"{Api.Pools}.AdaptiveSpread(run, from, to{(divides ? ", Exponent" : "")});");
        }
    }
}
