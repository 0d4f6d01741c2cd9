using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Steps;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Emit.Models;

/// <summary>The public forward pass: checks, then the list of steps for as many samples at a time as the workspace holds.</summary>
internal static class ForwardMethods
{
    /// <summary>Pairs of arguments that have a line each.</summary>
    private const int MostPairs = 16;

    public static void Write(SourceWriter writer, Plan plan, ModelNames names)
    {
        var (batch, workspace, threads) = (names.Batch, names.Workspace, names.Threads);
        var buffers = plan.Inputs
            .Select((port, i) => $"{(port.Vocabulary is null ? Api.ReadOnlySpan : Api.ReadOnlySpanOfIntegers)} {CSharp.Escape(names.Inputs[i])}")
            .Concat(plan.Outputs.Select((_, i) => $"{Api.Span} {CSharp.Escape(names.Outputs[i])}"))
            .ToList();
        var arguments = string.Join(", ", names.Inputs.Concat(names.Outputs).Select(CSharp.Escape));

        Documentation(writer, plan, names, ownWorkspace: true);
        writer.Parameters("public void Forward(", [.. buffers, $"int {batch} = 1", $"int {threads} = 1"]);
        using (writer.Braces())
        {
            writer.Line($"CheckBatch({batch});");
            writer.Line($"var {workspace} = RentWorkspace({batch}{(plan.HasPanels || plan.SharesSamples ? ", " + threads : "")});");
            using (writer.Open("try"))
            {
                writer.Line($"Forward({arguments}, {batch}, {workspace}, {threads});");
            }

            using (writer.Open("finally"))
            {
                writer.Line($"ReturnWorkspace({workspace});");
            }
        }

        Documentation(writer, plan, names, ownWorkspace: false);
        writer.Parameters("public void Forward(", [.. buffers, $"int {batch}", $"{Api.Workspace} {workspace}", $"int {threads} = 1"]);
        using (writer.Braces())
        {
            Checks(writer, plan, names);
            writer.Line($"using var {names.Reservation} = {workspace}.Reserve();");
            PanelMethod.WriteBranch(writer, plan, names);
            if (plan.Head.Exists)
                HeadMethod.Write(writer, plan, names);
            else
                Passes(writer, plan, names, batch, names.First, names.Samples, (step, i) => Call(names, step, i, names.Run, names.First));
        }
    }

    /// <summary>Takes samples through the steps before the head, as many at a time as the workspace holds.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="names">The names of the class.</param>
    /// <param name="count">How many samples there are.</param>
    /// <param name="first">The local that counts them.</param>
    /// <param name="samples">The local that says how many are taken.</param>
    /// <param name="call">The call of a step.</param>
    internal static void Passes(
        SourceWriter writer, Plan plan, ModelNames names, string count, string first, string samples, Func<PlanStep, int, string?> call)
    {
        using (writer.Open($"for (int {first} = 0, {samples}; {first} < {count}; {first} += {samples})"))
        {
            writer.Line($"{samples} = {Api.Math}.Min({count} - {first}, {names.Workspace}.Images);");
            writer.Line($"var {names.Run} = new {Api.Run}({names.Workspace}, {samples}, {names.Threads});");
            writer.Separate();
            if (plan.SharesSamples)
                SampleMethod.WriteCalls(writer, plan, names, call);
            else
                StepCalls.Write(writer, plan, call, count: plan.Head.First);
        }
    }

    /// <summary>The call of a step.</summary>
    /// <param name="names">The names of the class.</param>
    /// <param name="step">The step.</param>
    /// <param name="index">Its index.</param>
    /// <param name="run">The run that it takes part in.</param>
    /// <param name="first">The place of the run's first sample in the batch.</param>
    internal static string Call(ModelNames names, PlanStep step, int index, string run, string first) =>
        $"{names.Steps[index]}({run}{Transfer(step, names, first)});";

    /// <summary>What <c>Warmup</c> runs.</summary>
    public static void WritePassOfZeros(SourceWriter writer, Plan plan, ModelNames names)
    {
        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override {Api.Action} PassOfZeros(int {names.Batch}, int {names.Threads})");
        using (writer.Braces())
        {
            var buffers = names.Inputs.Select((name, i) => (Name: CSharp.Escape(name), Size: names.InputSizes[i], plan.Inputs[i].Vocabulary))
                .Concat(names.Outputs.Select((name, i) => (Name: CSharp.Escape(name), Size: names.OutputSizes[i], Vocabulary: (int?)null)))
                .ToList();
            foreach (var buffer in buffers)
            {
                writer.Line($"var {buffer.Name} = new {(buffer.Vocabulary is null ? "float" : "int")}[(long){names.Batch} * {buffer.Size}];");
            }

            writer.Line($"return () => Forward({string.Join(", ", buffers.Select(buffer => buffer.Name))}, {names.Batch}, {names.Threads});");
        }
    }

    private static string Transfer(PlanStep step, ModelNames names, string first) => step switch
    {
        LoadStep load => $", {CSharp.Escape(names.Inputs[load.Input])}, {first}, {names.Batch}",
        StoreStep store => $", {CSharp.Escape(names.Outputs[store.Output])}, {first}, {names.Batch}",
        _ => "",
    };

    private static void Checks(SourceWriter writer, Plan plan, ModelNames names)
    {
        writer.Line($"CheckBatch({names.Batch});");
        writer.Line($"CheckThreads({names.Threads});");
        writer.Line($"CheckWorkspace({names.Workspace});");
        for (var i = 0; i < plan.Inputs.Count; i++)
        {
            var input = CSharp.Escape(names.Inputs[i]);
            var last = plan.IsBatchLast ? ", batchLast: true" : "";
            writer.Line(plan.Inputs[i].Vocabulary is { } vocabulary
                ? $"CheckIds({CSharp.NameOf(input)}, {input}, {names.InputSizes[i]}, {names.Batch}, vocabulary: {CSharp.Literal(vocabulary)}{last});"
                : $"CheckInput({CSharp.NameOf(input)}, {input}.Length, {names.InputSizes[i]}, {names.Batch});");
        }

        for (var i = 0; i < plan.Outputs.Count; i++)
        {
            var output = CSharp.Escape(names.Outputs[i]);
            writer.Line($"CheckOutput({CSharp.NameOf(output)}, {output}, {names.OutputSizes[i]}, {names.Batch});");
        }

        CheckApart(writer, plan, names);
        writer.Separate();
    }

    /// <summary>Outputs share no memory with other arguments: pair by pair, or, where there would be many pairs, all at once.</summary>
    private static void CheckApart(SourceWriter writer, Plan plan, ModelNames names)
    {
        var (inputs, outputs) = ((long)plan.Inputs.Count, (long)plan.Outputs.Count);
        if (outputs * (inputs + ((outputs - 1) / 2d)) > MostPairs)
        {
            writer.Separate();
            writer.Line($"var {names.Ranges} = {Api.PortRanges}.Of({CSharp.Literal(inputs + outputs)});");
            writer.Line("do");
            using (writer.Braces())
            {
                writer.Line($"{names.Ranges}.Begin();");
                foreach (var (call, port) in names.Inputs.Select(name => ("Input", name)).Concat(names.Outputs.Select(name => ("Output", name))))
                {
                    var argument = CSharp.Escape(port);
                    writer.Line($"{names.Ranges}.{call}({CSharp.NameOf(argument)}, {argument});");
                }
            }

            writer.Line($"while (!{names.Ranges}.AreApart());");
            return;
        }

        for (var i = 0; i < plan.Outputs.Count; i++)
        {
            var output = CSharp.Escape(names.Outputs[i]);
            foreach (var other in names.Inputs.Concat(names.Outputs.Take(i)).Select(CSharp.Escape))
            {
                writer.Line($"CheckApart({CSharp.NameOf(output)}, {output}, {CSharp.NameOf(other)}, {other});");
            }
        }
    }

    private static void Documentation(SourceWriter writer, Plan plan, ModelNames names, bool ownWorkspace)
    {
        writer.Separate();
        writer.Line(ownWorkspace
            ? "/// <summary>Computes the network for a batch of samples, in memory that the model keeps for the next call.</summary>"
            : "/// <summary>Computes the network for a batch of samples, in the caller's workspace. Allocates nothing.</summary>");
        Ports(writer, plan.Inputs, names.Inputs, names.InputSizes, plan, names);
        Ports(writer, plan.Outputs, names.Outputs, names.OutputSizes, plan, names);
        writer.Line($"/// <param name=\"{names.Batch}\">The number of samples.</param>");
        if (!ownWorkspace)
        {
            writer.Line($"/// <param name=\"{names.Workspace}\">From <c>CreateWorkspace</c>; one call at a time may use it.</param>");
        }

        writer.Line($"/// <param name=\"{names.Threads}\">How many threads may compute, the caller's among them. The results do not depend on it.</param>");
    }

    private static void Ports(
        SourceWriter writer, EquatableArray<Port> ports, IReadOnlyList<string> arguments, IReadOnlyList<string> sizes, Plan plan, ModelNames names)
    {
        for (var i = 0; i < ports.Count; i++)
        {
            var order = plan.IsBatchLast ? $"{ports[i].Shape} x {names.Batch}, the samples of each value together" : $"{names.Batch} x {ports[i].Shape}";
            var numbers = ports[i].Vocabulary is { } vocabulary ? $"whole numbers from 0 to {CSharp.Readable(vocabulary - 1)}" : "floats";
            writer.Line($"/// <param name=\"{arguments[i]}\">{order}: {names.Batch} x <see cref=\"{sizes[i]}\"/> {numbers}.</param>");
        }
    }
}
