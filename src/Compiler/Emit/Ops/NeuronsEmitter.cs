using System.Collections.Generic;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>
/// A DAG as straight-line scalar code: one local a neuron, products added from left to right, the bias last. One method
/// runs over the samples and calls one method a part.
/// </summary>
internal static class NeuronsEmitter
{
    private static readonly string[] Arguments = ["weights", "x", "y", "shared", "candidates"];

    /// <param name="writer">Where to.</param>
    /// <param name="step">The step.</param>
    /// <param name="name">The step's method.</param>
    /// <param name="parts">The methods of its parts.</param>
    /// <param name="values">The parameters, as the class has them.</param>
    public static void Write(SourceWriter writer, NeuronsStep step, string name, IReadOnlyList<string> parts, string values)
    {
        Loop(writer, step, name, parts, values);
        for (var i = 0; i < parts.Count; i++)
        {
            Part(writer, step, step.Parts[i], parts[i]);
        }
    }

    private static void Loop(SourceWriter writer, NeuronsStep step, string name, IReadOnlyList<string> parts, string values)
    {
        var arguments = "weights, x, y" + (step.Shared > 0 ? ", shared" : "") + (step.Candidates > 0 ? ", candidates" : "");
        using (writer.Open($"private void {name}(in {Api.Run} run)"))
        {
            writer.Line($"{Api.ReadOnlySpan} weights = {values};");
            using (writer.Open("for (var sample = 0; sample < run.Images; sample++)"))
            {
                writer.Line($"{Api.ReadOnlySpan} x = run.Vector(sample, {CSharp.Literal(step.From.Offset)}, {CSharp.Literal(step.From.Channels)});");
                writer.Line($"var y = run.Vector(sample, {CSharp.Literal(step.To.Offset)}, {CSharp.Literal(step.To.Size)});");
                Scratch(writer, step);
                if (step.To.Size != step.To.Channels)
                {
                    writer.Line("y.Clear();");
                }

                foreach (var part in parts)
                {
                    writer.Line($"{part}({arguments});");
                }
            }
        }
    }

    private static void Scratch(SourceWriter writer, NeuronsStep step)
    {
        if (step.Scratch is not { } scratch)
            return;
        if (step.Shared > 0)
        {
            writer.Line($"var shared = run.Vector(sample, {CSharp.Literal(scratch.Offset)}, {CSharp.Literal(step.Shared)});");
        }

        if (step.Candidates > 0)
        {
            writer.Line($"var candidates = run.Vector(sample, {CSharp.Literal(scratch.Offset + step.Shared)}, {CSharp.Literal(step.Candidates)});");
        }
    }

    private static void Part(SourceWriter writer, NeuronsStep step, NeuronPart part, string name)
    {
        List<string> parameters = [$"{Api.ReadOnlySpan} weights", $"{Api.ReadOnlySpan} x", $"{Api.Span} y"];
        if (step.Shared > 0)
        {
            parameters.Add($"{Api.Span} shared");
        }

        if (step.Candidates > 0)
        {
            parameters.Add($"{Api.Span} candidates");
        }

        var names = new Identifiers(Arguments);
        var locals = new Dictionary<string, string>();
        writer.Separate();
        writer.Parameters($"private static void {name}(", parameters);
        using (writer.Braces())
        {
            foreach (var neuron in part.Neurons)
            {
                locals[neuron.Name] = CSharp.Escape(names.Unique(neuron.Name.Replace('.', '_')));
                NeuronEmitter.Write(writer, neuron, locals);
            }
        }
    }
}
