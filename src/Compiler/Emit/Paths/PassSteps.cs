using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Steps;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>
/// The steps of a pass, a kernel's call each, behind it the step's name in the table at the head of the file. Blocks of
/// neurons have methods of their own.
/// </summary>
internal static class PassSteps
{
    public static void Write(SourceWriter writer, Plan plan, ModelNames names)
    {
        var tables = new NumberTables(names);
        PartedMethod.Write(writer, names, "protected override void Compute", "Steps", $"in {Api.Run} run", "run", plan.Steps.Count, (first, count) =>
            StepCalls.Write(writer, plan, (step, i) => Text(plan, names, tables, step, i), first, count));
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            if (plan.Steps[i] is NeuronsStep)
            {
                StepMethods.Write(writer, plan, names, i);
            }
        }

        tables.Write(writer);
    }

    private static string Text(Plan plan, ModelNames names, NumberTables tables, PlanStep step, int index)
    {
        if (step is NeuronsStep)
            return $"{names.Steps[index]}(run);";

        var target = step is StoreStep { Output: var output } ? $"Result({CSharp.Literal(output)}), 0, 1" : "";
        var text = new SourceWriter();
        StepBodies.Write(new StepCode(text, tables), names, step, target);
        return text.ToString().TrimEnd('\n') + (step is StoreStep ? "" : " // " + CSharp.Comment(step.About.Name));
    }
}
