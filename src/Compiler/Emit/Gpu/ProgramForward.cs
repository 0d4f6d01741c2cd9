using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>The public passes of a device program: over the caller's memory, and over memory on the device.</summary>
internal static class ProgramForward
{
    public static void Write(SourceWriter writer, GpuPlan plan, ProgramNames names)
    {
        FromHost(writer, plan, names);
        OnDevice(writer, plan, names);
    }

    private static void FromHost(SourceWriter writer, GpuPlan plan, ProgramNames names)
    {
        writer.Separate();
        writer.Line("/// <summary>Computes the network for a batch of samples in the caller's memory.</summary>");
        Documentation(writer, plan, names, "floats");
        writer.Parameters("public void Forward(",
        [
            .. names.Inputs.Select((input, i) => $"{(HasIds(plan, i) ? Api.ReadOnlySpanOfIntegers : Api.ReadOnlySpan)} {CSharp.Escape(input)}"),
            .. names.Outputs.Select(output => $"{Api.Span} {CSharp.Escape(output)}"),
            $"int {names.Batch} = 1",
        ]);
        using (writer.Braces())
        using (writer.Open($"using (var {names.Pass} = {names.Program}.Begin({names.Batch}))"))
        {
            // Outputs come first: a wrong length is found before anything is done.
            Each(writer, names.Outputs, (port, output) => $"{names.Pass}.Expect({CSharp.Literal(port)}, {CSharp.NameOf(output)}, {output});");
            Each(writer, names.Inputs, (port, input) => plan.Inputs[port].Vocabulary is { } vocabulary
                ? $"{names.Pass}.LoadIds({CSharp.Literal(port)}, {CSharp.NameOf(input)}, {input}, vocabulary: {CSharp.Literal(vocabulary)});"
                : $"{names.Pass}.Load({CSharp.Literal(port)}, {CSharp.NameOf(input)}, {input});");
            writer.Line($"{names.Run}({names.Pass});");
            Each(writer, names.Outputs, (port, output) => $"{names.Pass}.Store({CSharp.Literal(port)}, {output});");
        }
    }

    private static void OnDevice(SourceWriter writer, GpuPlan plan, ProgramNames names)
    {
        var view = $"{GpuApi.ArrayView}<{ProgramClass.Number(plan)}>";
        writer.Separate();
        writer.Line(
            "/// <summary>Computes the network for a batch of samples in the device's memory. The work is queued; synchronise with the stream.</summary>");
        Documentation(writer, plan, names, plan.IsHalf ? "halves" : "floats");
        writer.Line($"/// <param name=\"{names.Stream}\">Where the work is queued; the device's default stream when null.</param>");
        writer.Parameters("public void Forward(",
        [
            .. names.Inputs.Select((input, i) => $"{(HasIds(plan, i) ? $"{GpuApi.ArrayView}<int>" : view)} {CSharp.Escape(input)}"),
            .. names.Outputs.Select(output => $"{view} {CSharp.Escape(output)}"),
            $"int {names.Batch}",
            $"{GpuApi.AcceleratorStream}? {names.Stream} = null",
        ]);
        using (writer.Braces())
        using (writer.Open($"using (var {names.Pass} = {names.Program}.Begin({names.Batch}, {names.Stream}))"))
        {
            Each(writer, names.Outputs, (port, output) => $"{names.Pass}.Write({CSharp.Literal(port)}, {CSharp.NameOf(output)}, {output});");
            Apart(writer, names);
            Each(writer, names.Inputs, (port, input) =>
                $"{names.Pass}.{(HasIds(plan, port) ? "ReadIds" : "Read")}({CSharp.Literal(port)}, {CSharp.NameOf(input)}, {input});");
            writer.Line($"{names.Run}({names.Pass});");
            writer.Line($"{names.Pass}.Finish();");
        }
    }

    private static bool HasIds(GpuPlan plan, int input) => plan.Inputs[input].Vocabulary is not null;

    private static void Apart(SourceWriter writer, ProgramNames names)
    {
        for (var i = 0; i < names.Outputs.Count; i++)
        {
            var output = CSharp.Escape(names.Outputs[i]);
            foreach (var other in names.Inputs.Concat(names.Outputs.Take(i)).Select(CSharp.Escape))
            {
                writer.Line($"{names.Pass}.CheckApart({CSharp.NameOf(output)}, {output}, {CSharp.NameOf(other)}, {other});");
            }
        }
    }

    private static void Each(SourceWriter writer, IReadOnlyList<string> ports, System.Func<int, string, string> line)
    {
        for (var i = 0; i < ports.Count; i++)
        {
            writer.Line(line(i, CSharp.Escape(ports[i])));
        }
    }

    private static void Documentation(SourceWriter writer, GpuPlan plan, ProgramNames names, string numbers)
    {
        Ports(writer, plan, names, plan.Inputs, names.Inputs, names.InputSizes, numbers);
        Ports(writer, plan, names, plan.Outputs, names.Outputs, names.OutputSizes, numbers);
        writer.Line($"/// <param name=\"{names.Batch}\">The number of samples.</param>");
        if (plan.Weights.Count > 0)
            writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">The model's parameters were edited and not uploaded.</exception>");
    }

    private static void Ports(
        SourceWriter writer,
        GpuPlan plan,
        ProgramNames names,
        EquatableArray<Port> ports,
        IReadOnlyList<string> arguments,
        IReadOnlyList<string> sizes,
        string numbers)
    {
        for (var i = 0; i < ports.Count; i++)
        {
            var order = plan.IsBatchLast ? $"{ports[i].Shape} x {names.Batch}, the samples of each value together" : $"{names.Batch} x {ports[i].Shape}";
            var what = ports[i].Vocabulary is { } vocabulary ? $"whole numbers from 0 to {CSharp.Readable(vocabulary - 1)}" : numbers;
            writer.Line($"/// <param name=\"{arguments[i]}\">{order}: {names.Batch} x <see cref=\"{sizes[i]}\"/> {what}.</param>");
        }
    }
}
