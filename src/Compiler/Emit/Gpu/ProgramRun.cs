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
                writer.Line(Call(step, names));
            }
        }
    }

    /// <summary>Locals for the ports that steps name.</summary>
    private static void Ports(SourceWriter writer, GpuPlan plan, ProgramNames names)
    {
        var used = plan.Steps.SelectMany(step => new[] { step.From, step.Other, step.To }).OfType<GpuValue>().ToLookup(value => (value.Kind, value.Index));
        for (var i = 0; i < plan.Inputs.Count; i++)
        {
            if (used.Contains((GpuValueKind.Input, i)))
                writer.Line($"var {CSharp.Escape(names.Inputs[i])} = {names.Pass}.Input({CSharp.Literal(i)});");
        }

        for (var i = 0; i < plan.Outputs.Count; i++)
        {
            writer.Line($"var {CSharp.Escape(names.Outputs[i])} = {names.Pass}.Output({CSharp.Literal(i)});");
        }
    }

    private static string Call(GpuStep step, ProgramNames names)
    {
        var relu = step.Relu ? ", relu: true" : "";
        var ends = $"from: {Value(step.From, names)}, to: {Value(step.To, names)}";
        return step switch
        {
            GpuFactorStep factor => $"{names.Pass}.Multiply({names.Weights[factor.Weights]}, {ends}{Other("residual")}{relu});",
            GpuMapStep { Weights: { } weights } => $"{names.Pass}.Map({ends}, affine: {names.Weights[weights]}{Other("other")}{relu});",
            _ => $"{names.Pass}.Map({ends}{Other("other")}{relu});",
        };

        string Other(string name) => step.Other is { } other ? $", {name}: {Value(other, names)}" : "";
    }

    private static string Value(GpuValue value, ProgramNames names) => value.Kind switch
    {
        GpuValueKind.Input => CSharp.Escape(names.Inputs[value.Index]),
        GpuValueKind.Output => CSharp.Escape(names.Outputs[value.Index]),
        _ => $"{names.Pass}.Value({CSharp.Literal(value.Index)}, {CSharp.Literal(value.Features)})",
    };
}
