using System.Linq;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Ops;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Steps;

/// <summary>One private method a step, under the spec's own lines and what it makes of them.</summary>
internal static class StepMethods
{
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="names">The names of the class.</param>
    /// <param name="index">The step.</param>
    /// <param name="values">The parameters that blocks of neurons read, as the class has them.</param>
    public static void Write(SourceWriter writer, Plan plan, ModelNames names, int index, string values = "Parameters.Values")
    {
        var step = plan.Steps[index];
        writer.Separate();
        Comment(writer, step.About, step.IsTransfer);
        if (step is NeuronsStep neurons)
        {
            NeuronsEmitter.Write(writer, neurons, names.Steps[index], names.Parts[index], values);
            return;
        }

        using (writer.Open($"private {(UsesInstance(step) ? "" : "static ")}void {names.Steps[index]}(in {Api.Run} run{Transfer(step)})"))
        {
            StepBodies.Write(new StepCode(writer), names, step);
        }
    }

    private static bool UsesInstance(PlanStep step) =>
        step is CallStep call && call.Calls.Any(kernel => kernel.Arguments.Any(argument => argument.IsOfInstance));

    private static string Transfer(PlanStep step) => step switch
    {
        LoadStep load => $", {(load.IsInteger ? Api.ReadOnlySpanOfIntegers : Api.ReadOnlySpan)} source, int first, int batch",
        StoreStep => $", {Api.Span} target, int first, int batch",
        _ => "",
    };

    private static void Comment(SourceWriter writer, StepInfo about, bool isTransfer)
    {
        if (isTransfer)
            return;

        foreach (var statement in about.Statements)
        {
            writer.Line("// " + Comments.Shorten(statement));
        }

        var cost = about.Parameters > 0 ? $": {CSharp.Readable(about.Parameters)} parameters" : "";
        writer.Line(CSharp.Comment($"// [{about.Shape}] {about.What}{cost}"));
    }
}
