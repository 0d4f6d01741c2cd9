using System;
using System.Linq;
using System.Text.RegularExpressions;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Reference;
using NetSpec.Tests.Support;

namespace NetSpec.EndToEnd.Tests.Decoding;

/// <summary>Some tokens of a net of the corpus, with its outputs at each of them as the interpreter computes them.</summary>
internal sealed partial class Text
{
    private readonly Net _net;
    private readonly string _spec;

    public Text(string name)
    {
        _net = CorpusSpec.Nets[name];
        _spec = CorpusSpec.All.First(spec => spec.Compile().Nets.Any(net => net.FullName == name)).Text;
        Parameters = DetWeights.Of(_net);
        var vocabulary = Embedding.VocabularyOf(_net, _net.Inputs[0])!.Value;
        Tokens = [.. DetWeights.Input("text", Length).Select(value => (int)(MathF.Abs(value) * 9973) % vocabulary)];
    }

    /// <summary>The tensors, in state-dict order.</summary>
    public float[][] Parameters { get; }

    public int[] Tokens { get; }

    public int Length => _net.Nodes[_net.Inputs[0]].Shape.Size;

    /// <summary>Arrays for the outputs at one token. Their NaNs vanish only where something is written.</summary>
    public float[][] Room() => [.. _net.Outputs.Select(output => Enumerable.Repeat(float.NaN, _net.Nodes[output.Node].Shape.Features).ToArray())];

    /// <summary>
    /// The outputs at the last of the first tokens: of the net of so many tokens where its spec has a number for them, or else the row of the whole net's, null
    /// where that has one for the last token only.
    /// </summary>
    public double[]?[] Expected(int count)
    {
        var isOwn = _net.Arguments.Any(argument => argument.Name == "tokens");
        var net = isOwn ? SpecCompiler.Compile(Argument().Replace(_spec, $"(tokens={count})")).Nets.First(net => net.FullName == _net.FullName) : _net;
        var tokens = Tokens.Take(isOwn ? count : Length).Select(token => (double)token).ToArray();
        return [.. Interpreter.Forward(net, DetWeights.InDouble(Parameters), [tokens]).Zip(net.Outputs, (values, output) => net.Nodes[output.Node].Shape switch
        {
            { IsSequence: true } shape => values.AsSpan((count - 1) * shape.Features, shape.Features).ToArray(),
            _ => isOwn || count == Length ? values : null,
        })];
    }

    [GeneratedRegex(@"\(tokens=\d+\)")]
    private static partial Regex Argument();
}
