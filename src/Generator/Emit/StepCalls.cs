using System;
using NetSpec.Generator.Planning;
using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit;

/// <summary>A call a step, under each line of the spec where its steps begin.</summary>
internal static class StepCalls
{
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="names">The names of the class.</param>
    /// <param name="run">The local that holds the pass.</param>
    /// <param name="transfer">What else a step takes, with a comma before it.</param>
    public static void Write(SourceWriter writer, Plan plan, ModelNames names, string run, Func<PlanStep, string> transfer)
    {
        var quoted = "";
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            var statements = plan.Steps[i].About.Statements;
            if (statements.Count > 0 && statements[0] != quoted)
            {
                quoted = statements[0];
                if (i > 0)
                    writer.Separate();

                foreach (var line in Comments.Wrap(quoted))
                {
                    writer.Line("// " + line);
                }
            }

            writer.Line($"{names.Steps[i]}({run}{transfer(plan.Steps[i])});");
        }
    }
}
