using System.Globalization;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites.Decoding;

/// <summary>
/// The net of one token, of a net that reads tokens one after another: every sequence is the vector of the token at hand, attention looks at what was
/// kept of the tokens before, and positions are that of the token. Parameters stay as they are, so that one store serves both.
/// </summary>
internal static class OneToken
{
    /// <summary>The net of one token of a net without an <see cref="Obstacle"/>.</summary>
    public static Net Run(Net net)
    {
        var rewriter = new NetRewriter(net);
        foreach (var node in net.Nodes)
        {
            if (node.Op is Input)
                rewriter.Keep(node with { Shape = Shape.Vector(1) });
            else if (Touches(net, node))
                TokenForms.Find(node.Op)!.Write(new(rewriter, node, Tokens(net), rewriter.Operands(node)), node.Op);
            else
                rewriter.Keep(node);
        }

        return rewriter.Finish() with { Layout = BatchLayout.BatchFirst, Passes = EquatableArray.Of(PassWords.Forward) };
    }

    /// <summary>How many tokens a net reads at most.</summary>
    public static int Tokens(Net net) => net.Nodes[net.Inputs[0]].Shape.Size;

    /// <summary>
    /// What stands in the way of computing a net token by token, and the node that does, or null for the net as a whole; null where nothing does.
    /// </summary>
    public static (Node? Node, string Message)? Obstacle(Net net)
    {
        if (net.Inputs.Count != 1)
            return (null, $"'{net.Name}' has {Text(net.Inputs.Count)} inputs; a decoder has one, the whole numbers of tokens");
        if (net.Nodes[net.Inputs[0]] is var input && input.Op is not Input { IsInteger: true })
        {
            return (
                null,
                $"'{net.Name}' reads no tokens: a decoder takes them one by one from an input of whole numbers that 'embedding' reads, such as "
                    + $"'input {input.Name} : 128 int'");
        }

        foreach (var node in net.Nodes.Where(node => Touches(net, node)))
        {
            if (Reason(net, node) is { } reason)
            {
                return (
                    node,
                    $"'{node.Name}' is {node.Op.Describe()}, which {reason}; a decoder has one token at a time, and of those before it the keys and values of "
                        + "causal attention");
            }
        }

        return null;
    }

    /// <summary>The shape of one token of a value.</summary>
    internal static Shape Of(Shape shape) => shape.IsSequence ? Shape.Vector(shape.Features) : shape;

    private static string? Reason(Net net, Node node) => TokenForms.Find(node.Op) is { } form ? form.Obstacle(net, node) : "takes several tokens at once";

    private static bool Touches(Net net, Node node) => node.Shape.IsSequence || node.Inputs.Any(operand => net.Nodes[operand].Shape.IsSequence);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
