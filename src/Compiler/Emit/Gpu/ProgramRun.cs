using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>The launches of a device program in order, each under the spec's own line and what it makes of it.</summary>
internal static class ProgramRun
{
    public static void Write(SourceWriter writer, GpuPlan plan, ProgramNames names)
    {
        writer.Separate();
        using (writer.Open($"private void {names.Run}({GpuApi.Host}.DevicePass<{ProgramClass.Number(plan)}> {names.Pass})"))
        {
            Ports(writer, plan, names);
            var calls = new ProgramCalls(names);
            var quoted = "";
            foreach (var step in plan.Steps)
            {
                if (step.About.Statements.Count > 0 && step.About.Statements[0].Text != quoted)
                {
                    quoted = step.About.Statements[0].Text;
                    writer.Separate();
                    foreach (var line in Comments.Wrap(quoted))
                    {
                        writer.Line("// " + line);
                    }
                }

                var cost = step.About.Parameters > 0 ? $": {CSharp.Readable(step.About.Parameters)} parameters" : "";
                writer.Line(CSharp.Comment($"// [{step.About.Shape}] {step.About.Description}{cost}"));
                writer.Call(calls.Of(step));
            }
        }
    }

    /// <summary>Locals for the ports that steps name.</summary>
    private static void Ports(SourceWriter writer, GpuPlan plan, ProgramNames names)
    {
        var used = plan.Steps.SelectMany(step => step.Reads.Append(step.To)).ToLookup(value => (value.Kind, value.Index));
        for (var i = 0; i < plan.Inputs.Count; i++)
        {
            if (used.Contains((GpuValueKind.Input, i)))
            {
                var read = plan.Inputs[i].Vocabulary is null ? "Input" : "Ids";
                writer.Line($"var {CSharp.Escape(names.Inputs[i])} = {names.Pass}.{read}({CSharp.Literal(i)});");
            }
        }

        for (var i = 0; i < plan.Outputs.Count; i++)
        {
            writer.Line($"var {CSharp.Escape(names.Outputs[i])} = {names.Pass}.Output({CSharp.Literal(i)});");
        }
    }
}
