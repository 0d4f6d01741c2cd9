using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>Repeats rows and columns, or sums repeated ones.</summary>
internal static class StretchEmitter
{
    public static void Write(StepCode code, StretchStep step)
    {
        var maps = code.Both(step);
        code.Call($"{Api.Maps}.Stretch(run, {maps}, {code.Numbers(step.Rows, step.Columns)})");
    }

    public static void Write(StepCode code, ShrinkStep step)
    {
        var maps = code.Both(step);
        code.Call($"{Api.Maps}.Shrink(run, {maps}, {code.Numbers(step.Rows, step.Columns)})");
    }
}
