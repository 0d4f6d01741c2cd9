using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>One neuron: its definition as a comment, its value as a local, and where else the value goes.</summary>
internal static class NeuronEmitter
{
    private const int MaxLine = 100;

    public static void Write(SourceWriter writer, PlannedNeuron neuron, Dictionary<string, string> locals)
    {
        var local = locals[neuron.Name];
        var terms = neuron.Terms.Select(term => Product(term, locals)).ToList();
        var bias = neuron.Bias is { } offset ? $"weights[{CSharp.Literal(offset)}]" : null;
        writer.Line(CSharp.Comment("// " + Definition(neuron)));
        if (neuron.Activation == Activation.KMaxPool)
        {
            Pool(writer, neuron, local, [.. terms.Select(term => bias is null ? term : $"{term} + {bias}")]);
        }
        else
        {
            Sum(writer, local, [.. bias is null ? terms : terms.Append(bias)], neuron.Activation == Activation.Relu);
        }

        if (neuron.Slot is { } slot)
        {
            writer.Line($"shared[{CSharp.Literal(slot)}] = {local};");
        }

        foreach (var output in neuron.Outputs)
        {
            writer.Line($"y[{CSharp.Literal(output)}] = {local};");
        }
    }

    /// <summary>Lines of limited length, each of which goes on from the one before: the order of addition is that of the terms.</summary>
    private static void Sum(SourceWriter writer, string local, List<string> terms, bool relu)
    {
        var lines = Lines(terms);
        for (var i = 0; i < lines.Count; i++)
        {
            var sum = i == 0 ? lines[i] : $"{local} + {lines[i]}";
            var value = relu && i == lines.Count - 1 ? $"{Api.Math}.Max(0f, {sum})" : sum;
            writer.Line($"{(i == 0 ? "var " : "")}{local} = {value};");
        }
    }

    private static List<string> Lines(List<string> terms)
    {
        var lines = new List<string> { terms.Count == 0 ? CSharp.Literal(0f) : terms[0] };
        foreach (var term in terms.Skip(1))
        {
            var last = lines.Count - 1;
            if (lines[last].Length + term.Length > MaxLine)
            {
                lines.Add(term);
            }
            else
            {
                lines[last] += " + " + term;
            }
        }

        return lines;
    }

    private static void Pool(SourceWriter writer, PlannedNeuron neuron, string local, List<string> candidates)
    {
        if (neuron.K == 1)
        {
            writer.Line($"var {local} = {candidates[0]};");
            foreach (var candidate in candidates.Skip(1))
            {
                writer.Line($"{local} = {Api.Math}.Max({local}, {candidate});");
            }

            return;
        }

        for (var i = 0; i < candidates.Count; i++)
        {
            writer.Line($"candidates[{CSharp.Literal(i)}] = {candidates[i]};");
        }

        writer.Line($"var {local} = {Api.Select}.KthLargest(candidates.Slice(0, {CSharp.Literal(candidates.Count)}), {CSharp.Literal(neuron.K)});");
    }

    private static string Product(NeuronTerm term, Dictionary<string, string> locals)
    {
        var value = term.Source switch
        {
            NeuronSource.Input => $"x[{CSharp.Literal(term.Index)}]",
            NeuronSource.Slot => $"shared[{CSharp.Literal(term.Index)}]",
            _ => locals[term.Name],
        };
        return term switch
        {
            { Weight: { } weight } => $"weights[{CSharp.Literal(weight)}] * {value}",
            { Constant: 1 } => value,
            { Constant: -1 } => "-" + value,
            _ => $"{CSharp.Literal((float)term.Constant)} * {value}",
        };
    }

    /// <summary>The neuron as the spec spells it.</summary>
    private static string Definition(PlannedNeuron neuron)
    {
        var activation = neuron.Activation switch
        {
            Activation.Relu => "relu",
            Activation.KMaxPool => $"pool({CSharp.Literal(neuron.K)})",
            _ => "id",
        };
        var antecedents = string.Join(
            ", ", neuron.Terms.Select(term => term.Weight is null ? $"{term.Name}*{CSharp.Literal((float)term.Constant).TrimEnd('f')}" : term.Name));
        var bias = neuron.Bias is null ? "" : antecedents.Length == 0 ? "bias" : " + bias";
        return $"{neuron.Name} : {activation} = {antecedents}{bias}";
    }
}
