using NetSpec.Generator.Passes.PathNorms;
using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>Sums in the place of a pool.</summary>
internal static class SumPoolEmitter
{
    public static void Write(SourceWriter writer, SumPoolStep step)
    {
        Places.DeclareMaps(writer, step);
        var divides = step.Divisor != PoolDivisor.None;
        if (step.Window is { } window)
        {
            Places.DeclareWindow(writer, window);
            var divisor = divides ? $", countIncludePad: {CSharp.Literal(step.Divisor == PoolDivisor.Padded)}, Exponent" : "";
            writer.Line($"{Api.Pools}.Sum(run, from, to, window{divisor});");
        }
        else
        {
            writer.Line($"{Api.Pools}.AdaptiveSum(run, from, to{(divides ? ", Exponent" : "")});");
        }
    }
}
