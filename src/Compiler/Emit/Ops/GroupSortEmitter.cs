using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>GroupSort.</summary>
internal static class GroupSortEmitter
{
    public static void Write(StepCode code, GroupSortStep step)
    {
        var maps = code.Both(step);
        code.Call($"{Api.Maps}.SortGroups(run, {maps}, {CSharp.Literal(step.GroupSize)})");
    }
}
