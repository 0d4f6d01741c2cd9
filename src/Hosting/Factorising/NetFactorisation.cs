using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Printing;
using NetSpec.Runtime.Sparse;
using NetSpec.Runtime.Weights;

namespace NetSpec.Hosting.Factorising;

/// <summary>
/// A net whose linear layers are products of Kronecker-sparse factors, as a spec and parameters. A layer <c>fc</c> becomes the factors <c>fc.0</c>,
/// <c>fc.1</c>, … and the bias <c>fc</c>.
/// </summary>
/// <example><code>
/// var spec = SpecFile.Read("mlp.netspec");
/// var factors = KroneckerFactorisation.Smallest(store["fc.weight"], 10, 784, maxRelativeError: 0.1);
/// var small = NetFactorisation.Of(spec, spec.Choose(), store, [("fc", factors)]);
/// File.WriteAllText("small.netspec", small.Text);
/// </code></example>
public sealed class NetFactorisation
{
    private readonly ParameterStore _before;
    private readonly Dictionary<string, float[]> _tensors = new(StringComparer.Ordinal);

    private NetFactorisation(string text, Net net, IReadOnlyList<FactorisedLayer> layers, ParameterStore before)
    {
        (Text, Net, Layers, _before) = (text, net, layers, before);
        foreach (var layer in layers)
        {
            for (var i = 0; i < layer.Factors.Chain.Count; i++)
            {
                _tensors.Add(FactorName(layer.Name, i) + ".weight", layer.Factors.Weights[i]);
            }
        }
    }

    /// <summary>The new spec: the old text with other stages where that can be said so, the net printed anew elsewhere.</summary>
    public string Text { get; }

    /// <summary>The new net.</summary>
    public Net Net { get; }

    /// <summary>What was replaced.</summary>
    public IReadOnlyList<FactorisedLayer> Layers { get; }

    /// <summary>The names of a net's linear layers, in their order.</summary>
    public static IReadOnlyList<string> DenseLayers(Net net)
    {
        ArgumentNullException.ThrowIfNull(net);
        return [.. net.Nodes.Where(node => node.Op is Linear).Select(node => LayerOf(net, node)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Reads a chain as a spec has it, named ones too: <c>ks(6, 64, 64, 1) -> ks(1, 768, 192, 2)</c>, <c>monarch(1536, 6)</c>.</summary>
    /// <param name="text">The stages.</param>
    /// <param name="outputs">What the chain has to give.</param>
    /// <param name="inputs">What it has to take.</param>
    /// <exception cref="FormatException">It is no chain of that size; the message says why.</exception>
    public static KroneckerChain ParseChain(string text, int outputs, int inputs)
    {
        ArgumentNullException.ThrowIfNull(text);
        var spec = string.Create(
            CultureInfo.InvariantCulture, $"net Chain {{\n    input x : {inputs}\n    output y : {outputs} = x -> {text}\n}}\n");
        var result = text.Contains('\n', StringComparison.Ordinal) ? null : SpecCompiler.Compile(spec);
        if (result is not { Nets.Count: 1 })
        {
            var why = result is { Problems.Count: > 0 } ? result.Problems[0].Message : "it is several lines";
            throw new FormatException(FormattableString.Invariant($"'{text}' is no chain from {inputs} to {outputs}: {why}"));
        }

        var ops = result.Nets[0].Nodes.Skip(1).Select(node => node.Op).ToList();
        return ops.TrueForAll(op => op is Kronecker)
            ? new([.. ops.Cast<Kronecker>().Select(op => new KroneckerPattern(op.Pattern.A, op.Pattern.B, op.Pattern.C, op.Pattern.D))])
            : throw new FormatException($"'{text}' has a stage that is no Kronecker-sparse factor: '{ops.First(op => op is not Kronecker).Keyword}'.");
    }

    /// <summary>Puts factors in the place of linear layers.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="net">Its net.</param>
    /// <param name="parameters">The net's parameters.</param>
    /// <param name="layers">Layers by name, with the factors of their weights.</param>
    /// <exception cref="ArgumentException">There is no such layer, or the factors are of another size.</exception>
    public static NetFactorisation Of(
        SpecFile spec, Net net, ParameterStore parameters, IReadOnlyList<(string Layer, KroneckerFactorisation Factors)> layers)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(net);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(layers);
        var chains = layers.ToDictionary(layer => layer.Layer, layer => layer.Factors, StringComparer.Ordinal);
        var dense = net.Nodes.Where(node => node.Op is Linear).GroupBy(node => LayerOf(net, node), StringComparer.Ordinal).ToDictionary(group => group.Key);
        foreach (var (name, factors) in chains)
        {
            if (!dense.TryGetValue(name, out var nodes))
                throw new ArgumentException($"'{net.Name}' has no linear layer '{name}'.", nameof(layers));
            var (outputs, inputs) = (nodes.First().Shape.Size, net.Nodes[nodes.First().Inputs[0]].Shape.Size);
            if ((factors.Chain.Outputs, factors.Chain.Inputs) != (outputs, inputs))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"'{name}' is {outputs} x {inputs}, and not {factors.Chain.Outputs} x {factors.Chain.Inputs}."), nameof(layers));
            }
        }

        var replaced = dense.Keys.Where(chains.ContainsKey).Select(name => new FactorisedLayer(name, chains[name], dense[name].Count())).ToList();
        var built = new FactorisedGraph(net, chains).Build();
        var text = SpecEdit.Replace(spec, net, node => node.Op is Linear && chains.ContainsKey(LayerOf(net, node)) ? Stages(net, node, chains) : null, built)
            ?? NetPrinter.Print(built, keepsNames: false, findsBlocks: true);
        text = Remark(replaced, spec.Text) + text;
        return new(text, SpecFile.Of(spec.Path, text, spec.Sources.Files.Skip(1)).Choose(net.FullName), replaced, parameters);
    }

    /// <summary>The parameters of the new net.</summary>
    /// <param name="layout">Those that the new net has.</param>
    public ParameterStore ToStore(ParameterLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var store = new ParameterStore(layout);
        foreach (var parameter in layout)
        {
            (_tensors.TryGetValue(parameter.Name, out var factor) ? factor : _before.ReadOnly[parameter.Name]).CopyTo(store[parameter]);
        }

        return store;
    }

    /// <summary>The parameters of the old net with the products of the factors in the place of the dense weights, rounded to single precision.</summary>
    public ParameterStore Products()
    {
        var store = _before.Clone();
        foreach (var layer in Layers)
        {
            Array.ConvertAll(layer.Factors.ToDense(), value => (float)value).CopyTo(store[layer.Name + ".weight"]);
        }

        return store;
    }

    /// <summary>The layer whose parameters a linear node uses, its own or another's.</summary>
    internal static string LayerOf(Net net, Node node)
    {
        var name = net.Parameters[node.Parameters[0]].Name;
        return name[..^".weight".Length];
    }

    internal static string FactorName(string layer, int index) => string.Create(CultureInfo.InvariantCulture, $"{layer}.{index}");

    /// <summary>The stages of a spec in the place of one; none where the node uses another one's parameters, which a printed net says.</summary>
    private static IReadOnlyList<string> Stages(Net net, Node node, Dictionary<string, KroneckerFactorisation> chains)
    {
        var layer = LayerOf(net, node);
        if (node.Name != layer)
            return [];
        var factors = chains[layer].Chain.Select((pattern, i) => $"{pattern} as {FactorName(layer, i)}");
        return ((Linear)node.Op).HasBias ? [.. factors, $"bias as {layer}"] : [.. factors];
    }

    private static string Remark(List<FactorisedLayer> layers, string before) =>
        "// Kronecker-sparse factors in the place of dense layers; the relative error is that of the weight in Frobenius norm.\n"
        + string.Concat(layers.Select(layer => string.Create(
            CultureInfo.InvariantCulture,
            $"//   {layer.Name}: {layer.Factors.Chain.NonZeros:N0} weights, {layer.Dense:N0} before, relative error {layer.Factors.RelativeError:0.0e0}\n")))
        + (before.StartsWith('\n') ? "" : "\n");
}
