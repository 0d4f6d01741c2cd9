using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Syntax;
using Syntax = NetSpec.Dsl.Syntax.Syntax;

namespace NetSpec.Fuzz;

/// <summary>Walks syntax trees.</summary>
internal static class SyntaxNodes
{
    /// <summary>The parts of a node, in the order of the text.</summary>
    public static IEnumerable<Syntax> Children(Syntax node) => node switch
    {
        SpecSyntax spec => [.. Of(spec.Namespace), .. spec.Uses, .. spec.Declarations, .. spec.Tunings],
        TuneLine line => [line.Kernel, .. line.Words, .. line.Settings],
        NetDeclaration net => [net.Name, .. net.Parameters, .. net.Body],
        BlockDeclaration block => [block.Name, .. block.Parameters, .. block.Body],
        NeuronsDeclaration neurons => [neurons.Name, .. neurons.Body],
        FormalParameter parameter => [parameter.Name, .. Of(parameter.Default)],
        InputStatement input => [input.Name, input.Shape],
        BindingStatement binding => [binding.Name, .. Of(binding.Shape), binding.Value],
        OutputStatement output => [output.Name, .. Of(output.Shape), .. Of(output.Value)],
        LayoutStatement layout => [layout.Layout],
        EmitStatement emit => emit.Passes,
        LostStatement lost => Of(lost.Name),
        NeuronsStatement neurons => neurons.Body,
        InputNeurons inputs => inputs.Names,
        NeuronDefinition neuron => [neuron.Name, .. Of(neuron.Activation), .. Of(neuron.K), .. neuron.Antecedents],
        AntecedentSyntax antecedent => [antecedent.Name],
        ChainValue chain => [chain.Head, .. chain.Stages],
        SumValue sum => sum.Terms,
        CallValue call => [call.Name, .. call.Operands, .. call.Arguments, .. Of(call.As)],
        NameValue name => [name.Name],
        CallStage call => [call.Name, .. call.Arguments, .. Of(call.As)],
        GroupStage group => [.. group.Stages, .. Of(group.As)],
        RepeatStage repeat => [.. Of(repeat.Variable), .. Of(repeat.From), repeat.To, repeat.Body],
        ParameterName name => [.. Of(name.Own), .. name.Parts],
        NumberPart number => [number.Value],
        Argument argument => [.. Of(argument.Name), argument.Value],
        ExpressionArgument argument => [argument.Value],
        ExtentArgument argument => [argument.Value],
        TupleArgument tuple => tuple.Items,
        ShapeSyntax shape => shape.Dims,
        BinaryExpression binary => [binary.Left, binary.Right],
        NegateExpression negate => [negate.Operand],
        _ => [],
    };

    /// <summary>A node and all that is below it.</summary>
    public static IEnumerable<Syntax> All(Syntax root)
    {
        var open = new Stack<Syntax>([root]);
        while (open.TryPop(out var node))
        {
            yield return node;
            foreach (var child in Children(node).Reverse())
            {
                open.Push(child);
            }
        }
    }

    /// <summary>
    /// Says which node breaks the rule of spans: each lies within its parent's, and starts and ends with a character that is
    /// no trivia. Null when none does.
    /// </summary>
    public static string? FindMisplaced(SpecSyntax spec, string text)
    {
        foreach (var node in All(spec))
        {
            if (node is not SpecSyntax && (node.Span.Length <= 0 || IsTrivia(text[node.Span.Start]) || IsTrivia(text[node.Span.End - 1])))
            {
                return $"the span of a node is empty or starts or ends with trivia: {node}";
            }

            if (Children(node).FirstOrDefault(child => child.Span.Start < node.Span.Start || child.Span.End > node.Span.End) is { } outside)
            {
                return $"{outside} lies outside of {node}";
            }
        }

        return null;
    }

    private static bool IsTrivia(char c) => c is ' ' or '\t' or '\r' or '\n';

    private static Syntax[] Of(Syntax? node) => node is null ? [] : [node];
}
