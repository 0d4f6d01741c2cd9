using System;
using System.Collections.Generic;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Steps;

/// <summary>A call a step, under each line of the spec where its steps begin.</summary>
internal static class StepCalls
{
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="call">The call of a step, given its index too; null when it has none.</param>
    /// <param name="first">The first step.</param>
    /// <param name="count">How many at most.</param>
    public static void Write(SourceWriter writer, Plan plan, Func<PlanStep, int, string?> call, int first = 0, int count = int.MaxValue)
    {
        var quoted = "";
        var inFull = new HashSet<string>();
        for (var i = first; i < plan.Steps.Count && i - first < count; i++)
        {
            if (call(plan.Steps[i], i) is not { } text)
                continue;

            var statements = plan.Steps[i].About.Statements;
            var isBegun = statements.Count > 0 && statements[0].Text != quoted;
            if (i > first && (isBegun || plan.Steps[i].About.Unmoved.Count > 0))
                writer.Separate();

            foreach (var (line, why) in plan.Steps[i].About.Unmoved)
            {
                writer.Line($"// {Comments.Shorten(line)}: {why}");
            }

            if (isBegun)
            {
                quoted = statements[0].Text;

                // A long one whose steps lie apart stands there in full once.
                foreach (var line in inFull.Add(quoted) ? Comments.Wrap(quoted) : [Comments.Shorten(statements[0])])
                {
                    writer.Line("// " + line);
                }
            }

            writer.Line(text);
        }
    }
}
