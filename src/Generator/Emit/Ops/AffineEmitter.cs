using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>A per-channel affine map that no linear op took up.</summary>
internal static class AffineEmitter
{
    public static void Write(SourceWriter writer, ModelNames names, AffineStep step)
    {
        Places.DeclareMaps(writer, step);
        writer.Line($"{Api.Maps}.Affine(run, {names.Weights[step.Weights]}, from, to, relu: {CSharp.Literal(step.Relu)});");
    }
}
