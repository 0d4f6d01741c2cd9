using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Syntax;
using Tree = NetSpec.Dsl.Syntax.Syntax;

namespace NetSpec.Dsl.Tests.Syntax;

/// <summary>Writes syntax trees so that their structure can be read: every operation in brackets, every node by its kind.</summary>
internal static class TreeText
{
    public static string Of(Tree node) => node switch
    {
        Identifier name => name.Text,
        NetDeclaration net => $"net {net.Name.Text}({List(net.Parameters)}){Errors(net)} {{ {Lines(net.Body)} }}",
        BlockDeclaration block => $"block {block.Name.Text}({List(block.Parameters)}){Errors(block)} {{ {Lines(block.Body)} }}",
        NeuronsDeclaration neurons => $"neurons {neurons.Name.Text}{Errors(neurons)} {{ {Lines(neurons.Body)} }}",
        TuneLine line => $"tune {Of(line.Kernel)} {List(line.Words)}: {List(line.Settings)}",
        FormalParameter parameter => parameter.Name.Text + After("=", parameter.Default),
        InputStatement input => $"input {input.Name.Text} : {Of(input.Shape)}",
        BindingStatement binding => binding.Name.Text + After(" : ", binding.Shape) + " = " + Of(binding.Value),
        SplitStatement split => $"{List(split.Names)} = {Of(split.Value)}",
        OutputStatement output => "output " + output.Name.Text + After(" : ", output.Shape) + After(" = ", output.Value),
        LayoutStatement layout => "layout " + layout.Layout.Text,
        EmitStatement emit => "emit " + List(emit.Passes),
        NeuronsStatement neurons => $"neurons {{ {Lines(neurons.Body)} }}",
        InputNeurons inputs => "input " + List(inputs.Names),
        NeuronDefinition neuron => Neuron(neuron),
        AntecedentSyntax antecedent => antecedent.Name.Text + (antecedent.Constant is null ? "" : "*" + antecedent.Constant),
        ChainValue chain => $"[{Of(chain.Head)} -> {string.Join(" -> ", chain.Stages.Select(Of))}]",
        SumValue sum => $"[{string.Join(" + ", sum.Terms.Select(Of))}]",
        CallValue call => $"{call.Name.Text}({string.Join(", ", call.Operands.Select(Of).Concat(call.Arguments.Select(Of)))}){After(" ", call.As)}",
        NameValue name => name.Name.Text,
        CallStage call => call.Name.Text + (call.Arguments.Count == 0 ? "" : $"({List(call.Arguments)})") + After(" ", call.As),
        GroupStage group => $"<{string.Join(" -> ", group.Stages.Select(Of))}>{After(" ", group.As)}",
        RepeatStage { Variable: null } repeat => $"repeat {Of(repeat.To)} {Of(repeat.Body)}",
        RepeatStage repeat => $"repeat {repeat.Variable.Text} in {Of(repeat.From!)}..{Of(repeat.To)} {Of(repeat.Body)}",
        ParameterName name => (name.Own is null ? "" : Of(name.Own) + " ") + (name.Shares ? "with " : "as ") + string.Join('\'', name.Parts.Select(Of)),
        TextPart text => text.Text,
        NumberPart number => $"{{{Of(number.Value)}}}",
        Argument argument => (argument.Name is null ? "" : argument.Name.Text + "=") + Of(argument.Value),
        ExpressionArgument argument => Of(argument.Value),
        ExtentArgument argument => $"extent {Of(argument.Value)}",
        TupleArgument tuple => $"tuple({List(tuple.Items)})",
        DecimalArgument number => "decimal " + number.Text,
        ShapeSyntax shape => string.Join('x', shape.Dims.Select(Of)),
        IntegerExpression integer => integer.Digits,
        NameExpression name => name.Name,
        NegateExpression negate => $"[-{Of(negate.Operand)}]",
        BinaryExpression binary => $"[{Of(binary.Left)}{binary.Operator}{Of(binary.Right)}]",
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "No text for this kind of node."),
    };

    private static string Neuron(NeuronDefinition neuron) =>
        (neuron.IsOutput ? "output " : "") + neuron.Name.Text + After(" : ", neuron.Activation) + (neuron.K is null ? "" : $"({Of(neuron.K)})")
        + " = " + List(neuron.Antecedents) + (neuron.HasBias ? " + bias" : "");

    private static string List(IEnumerable<Tree> nodes) => string.Join(", ", nodes.Select(Of));

    private static string Lines(IEnumerable<Tree> nodes) => string.Join("; ", nodes.Where(node => node is not (LostStatement or LostNeuron)).Select(Of));

    private static string After(string before, Tree? node) => node is null ? "" : before + Of(node);

    private static string Errors(Declaration declaration) => declaration.HasErrors ? "!" : "";
}
