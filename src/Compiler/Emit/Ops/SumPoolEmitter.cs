using NetSpec.Compiler.Passes.PathNorms;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>Sums in the place of a pool.</summary>
internal static class SumPoolEmitter
{
    public static void Write(StepCode code, SumPoolStep step)
    {
        var maps = code.Both(step);
        var divides = step.Divisor != PoolDivisor.None;
        if (step.Window is { } window)
        {
            var shape = code.Window(window);
            var divisor = divides ? $", countIncludePad: {CSharp.Literal(step.Divisor == PoolDivisor.Padded)}, Exponent" : "";
            code.Call($"{Api.Pools}.Sum(run, {maps}, {shape}{divisor})");
        }
        else
        {
            code.Call($"{Api.Pools}.AdaptiveSum(run, {maps}{(divides ? ", Exponent" : "")})");
        }
    }
}
