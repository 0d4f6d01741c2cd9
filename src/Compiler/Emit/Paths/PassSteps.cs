using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>
/// The steps of a pass, a kernel's call each, behind it the step's name in the table at the head of the file. Blocks of
/// neurons have methods of their own, and so have the parts of a long pass, which the JIT would not optimise as a whole.
/// </summary>
internal static class PassSteps
{
    /// <summary>In one method.</summary>
    private const int MostSteps = 200;

    public static void Write(SourceWriter writer, Plan plan, ModelNames names)
    {
        var tables = new NumberTables(names);
        var parts = new string[plan.Steps.Count <= MostSteps ? 0 : (plan.Steps.Count + MostSteps - 1) / MostSteps];
        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        using (writer.Open($"protected override void Compute(in {Api.Run} run)"))
        {
            if (parts.Length == 0)
            {
                Calls(writer, plan, names, tables, 0);
            }

            for (var i = 0; i < parts.Length; i++)
            {
                parts[i] = names.Member("Steps" + CSharp.Literal(i + 1));
                writer.Line($"{parts[i]}(run);");
            }
        }

        for (var i = 0; i < parts.Length; i++)
        {
            writer.Separate();
            using (writer.Open($"private void {parts[i]}(in {Api.Run} run)"))
            {
                Calls(writer, plan, names, tables, i * MostSteps);
            }
        }

        for (var i = 0; i < plan.Steps.Count; i++)
        {
            if (plan.Steps[i] is NeuronsStep)
            {
                StepMethods.Write(writer, plan, names, i);
            }
        }

        tables.Write(writer);
    }

    private static void Calls(SourceWriter writer, Plan plan, ModelNames names, NumberTables tables, int first) =>
        StepCalls.Write(writer, plan, (step, i) => Text(plan, names, tables, step, i), first, MostSteps);

    private static string Text(Plan plan, ModelNames names, NumberTables tables, PlanStep step, int index)
    {
        if (step is NeuronsStep)
            return $"{names.Steps[index]}(run);";

        var target = step is StoreStep { Output: var output } ? $"Result({CSharp.Literal(output)}), 0, 1" : "";
        var text = new SourceWriter();
        StepBodies.Write(new StepCode(text, tables), plan, names, step, target);
        return text.ToString().TrimEnd('\n') + (step is StoreStep ? "" : " // " + CSharp.Comment(step.About.Name));
    }
}
