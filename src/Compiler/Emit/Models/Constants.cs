using System.Collections.Generic;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Emit.Models;

/// <summary>The numbers of the architecture.</summary>
internal static class Constants
{
    public static void Write(SourceWriter writer, Plan plan, ModelNames names)
    {
        Sizes(writer, plan.Inputs, names.InputSizes);
        Sizes(writer, plan.Outputs, names.OutputSizes);
        Constant(writer, "long", "ParameterCount", plan.Statistics.Parameters, "Elements of all tensors that training may change.");
        Constant(writer, "long", "MultiplyAdds", plan.Statistics.MultiplyAdds, "Multiply-adds of the weights for one sample, padding included.");
        Constant(writer, "long", "NeuronCount", plan.Statistics.Neurons, "Neurons of the network, its inputs not counted.");
        if (plan.HasForward)
        {
            Constant(writer, "int", "WorkspaceSize", plan.WorkspaceSize, "Floats of workspace for one sample.");
            var each = plan.HasPanels ? $", {CSharp.Literal(Plan.PanelSamples)} for each thread" : plan.SharesSamples ? ", one for each thread at least" : "";
            Constant(
                writer,
                "int",
                "ImagesPerPass",
                plan.ImagesPerPass,
                $"Samples that a workspace should hold when batches are large{each}; more only cost memory.");
        }
    }

    private static void Sizes(SourceWriter writer, EquatableArray<Port> ports, IReadOnlyList<string> names)
    {
        for (var i = 0; i < ports.Count; i++)
        {
            Constant(writer, "int", names[i], ports[i].Shape.Size, $"Floats of one sample of <c>{CSharp.Xml(ports[i].Name)}</c>, {ports[i].Shape}.");
        }
    }

    private static void Constant(SourceWriter writer, string type, string name, long value, string summary)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"public const {type} {name} = {CSharp.LongLiteral(value)};");
        writer.Separate();
    }
}
