using System.Linq;
using NetSpec.Compiler.Emit.Steps;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Models;

/// <summary>The forward pass in panels: the same steps, with loads and stores of their own.</summary>
internal static class PanelMethod
{
    /// <summary>The branch of <c>Forward</c> that takes this way.</summary>
    public static void WriteBranch(SourceWriter writer, Plan plan, ModelNames names)
    {
        if (!plan.HasPanels)
            return;

        var ports = names.Inputs.Select((input, i) => $"Input{CSharp.Literal(i)} = {CSharp.Escape(input)}")
            .Concat(names.Outputs.Select((output, i) => $"Output{CSharp.Literal(i)} = {CSharp.Escape(output)}"));
        writer.Separate();
        writer.Line("// A large batch goes through the network in panels of samples: see RunPanel.");
        using (writer.Open($"if ({Api.Panels}.Suit({names.Workspace}, {names.Batch}))"))
        {
            writer.Line($"var {names.Ports} = new {Api.PanelPorts}");
            using (writer.Braces(";"))
            {
                foreach (var port in ports)
                {
                    writer.Line(port + ",");
                }
            }

            writer.Line($"{Api.Panels}.Run(this, {names.Workspace}, {names.Ports}, {names.Batch}, {names.Threads});");
            writer.Line("return;");
        }

        writer.Separate();
    }

    public static void Write(SourceWriter writer, Plan plan, ModelNames names)
    {
        if (!plan.HasPanels)
            return;

        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        using (writer.Open($"void {Api.PanelProgram}.RunPanel(in {Api.Run} run)"))
        {
            StepCalls.Write(writer, plan, (step, i) => step switch
            {
                LoadStep load => $"{Api.Panels}.Load(run, port: {CSharp.Literal(load.Input)}, to: {Vector(load.To, load.BatchLast)});",
                StoreStep { IsWritten: true } => null,
                StoreStep store => $"{Api.Panels}.Store(run, port: {CSharp.Literal(store.Output)}, from: {Vector(store.From, store.BatchLast)});",
                CallStep { Port: { } port } => $"{names.Steps[i]}(run); // writes {CSharp.Comment(plan.Outputs[port].Name)}",
                _ => $"{names.Steps[i]}(run);",
            });
        }
    }

    private static string Vector(Place place, bool batchLast) =>
        $"{CSharp.Literal(place.Offset)}, features: {CSharp.Literal(place.Channels)}, batchLast: {CSharp.Literal(batchLast)}";
}
