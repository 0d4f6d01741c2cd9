using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>GroupSort.</summary>
internal static class GroupSortEmitter
{
    public static void Write(SourceWriter writer, GroupSortStep step)
    {
        Places.DeclareMaps(writer, step);
        writer.Line($"{Api.Maps}.SortGroups(run, from, to, {CSharp.Literal(step.GroupSize)});");
    }
}
