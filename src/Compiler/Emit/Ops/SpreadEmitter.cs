using NetSpec.Compiler.Passes.PathNorms;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>Sums over the windows that cover a position.</summary>
internal static class SpreadEmitter
{
    public static void Write(StepCode code, SpreadStep step)
    {
        var maps = code.Both(step);
        var divides = step.Divisor != PoolDivisor.None;
        if (step.Window is { } window)
        {
            var shape = code.Window(window);
            var divisor = divides ? $", countIncludePad: {CSharp.Literal(step.Divisor == PoolDivisor.Padded)}, Exponent" : "";
            code.Call($"{Api.Pools}.Spread(run, {maps}, {shape}{divisor})");
        }
        else
        {
            code.Call($"{Api.Pools}.AdaptiveSpread(run, {maps}{(divides ? ", Exponent" : "")})");
        }
    }
}
