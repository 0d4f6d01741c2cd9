using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>A per-channel affine map that no linear op took up.</summary>
internal static class AffineEmitter
{
    public static void Write(StepCode code, ModelNames names, AffineStep step)
    {
        var maps = code.Both(step);
        code.Call($"{Api.Maps}.Affine(run, {names.Weights[step.Weights]}, {maps}, relu: {CSharp.Literal(step.Relu)})");
    }
}
