using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using NetSpec.Runtime.Weights;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Runtime.Sparse;

/// <summary>
/// A linear layer whose weight is a product of Kronecker-sparse factors, as text of a spec and as tensors of a safetensors
/// file that fit it. A layer <c>fc</c> has the factors <c>fc.0.weight</c>, <c>fc.1.weight</c>, … and the bias
/// <c>fc.bias</c>.
/// </summary>
/// <example><code>
/// var layer = new SparseLayer("fc", KroneckerFactorisation.Smallest(weight, 1536, 384, maxRelativeError: 0.1), bias);
/// layer.Stages                                              // ks(…) as fc.0 -> ks(…) as fc.1 -> bias as fc
/// layer.Save("layer.netspec", "layer.safetensors", net: "Layer");
/// layer.Replace("dense.safetensors", "sparse.safetensors"); // the rest of a network as it is
/// </code></example>
public sealed class SparseLayer
{
    private readonly float[] _bias;

    /// <param name="name">The layer's name in the state dict: <c>fc</c> for <c>fc.weight</c>. Letters, digits, <c>_</c> and dots.</param>
    /// <param name="factors">The weight.</param>
    /// <param name="bias">One number a row of the weight; empty for a layer without bias.</param>
    /// <exception cref="ArgumentException">The name cannot stand in a spec, or the bias has another length.</exception>
    public SparseLayer(string name, KroneckerFactorisation factors, ReadOnlySpan<float> bias = default)
    {
        ArgumentNullException.ThrowIfNull(factors);
        SpecNames.CheckLayer(name);
        if (!bias.IsEmpty && bias.Length != factors.Chain.Outputs)
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"The bias has {bias.Length} numbers; the layer has {factors.Chain.Outputs} outputs."), nameof(bias));

        (Name, Factors, _bias) = (name, factors, bias.ToArray());
    }

    /// <summary>The layer's name in the state dict.</summary>
    public string Name { get; }

    /// <summary>The weight.</summary>
    public KroneckerFactorisation Factors { get; }

    /// <summary>The bias; empty for a layer without one.</summary>
    public ReadOnlySpan<float> Bias => _bias;

    /// <summary>The layer and its error: <c>fc: ks(…) as fc.0 -> ks(…) as fc.1 -> bias as fc, relative error 0.031</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}: {Stages}, relative error {Factors.RelativeError:g3}");

    /// <summary>What stands in a spec in the place of <c>linear(…) as name</c>: <c>ks(…) as fc.0 -> ks(…) as fc.1 -> bias as fc</c>.</summary>
    public string Stages => string.Join(" -> ", StageList());

    /// <summary>The factors, (a, b, c, d) each, and the bias, in the order of the spec.</summary>
    public IReadOnlyList<TensorData> Tensors()
    {
        var factors = Factors.Chain.Select(
            (pattern, i) => TensorData.FromFloats(FactorName(i) + ".weight", TensorType.F32, [pattern.A, pattern.B, pattern.C, pattern.D], Factors.Weights[i]));
        return _bias.Length == 0 ? [.. factors] : [.. factors, TensorData.FromFloats(Name + ".bias", TensorType.F32, [_bias.Length], _bias)];
    }

    /// <summary>A whole <c>.netspec</c> file: a net with input x and output y that is this layer.</summary>
    /// <param name="net">The name of the net, which is that of the class.</param>
    /// <param name="namespace">The namespace; none by default.</param>
    /// <exception cref="ArgumentException">A name cannot stand in a spec, or the compiler would refuse it.</exception>
    public string ToSpec(string net, string? @namespace = null)
    {
        SpecNames.CheckNet(net);
        if (@namespace is not null)
            SpecNames.CheckNamespace(@namespace);
        SpecNames.CheckFullName(net, @namespace);

        var chain = Factors.Chain;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"// A linear layer of {(long)chain.Inputs * chain.Outputs:N0} weights as {chain.NonZeros:N0} in "
            + $"{chain.Count} Kronecker-sparse {(chain.Count == 1 ? "factor" : "factors")} ({100 * chain.Density:F1} %);\n");
        text.Append(CultureInfo.InvariantCulture, $"// relative error of the weight in Frobenius norm: {Factors.RelativeError:0.0e0}.\n");
        if (@namespace is not null)
            text.Append(CultureInfo.InvariantCulture, $"namespace {@namespace}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"net {net} {{\n    input x : {chain.Inputs}\n\n    output y : {chain.Outputs} = x");
        foreach (var stage in StageList())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n        -> {stage}");
        }

        return text.Append("\n\n    emit forward\n}\n").ToString();
    }

    /// <summary>
    /// Writes <see cref="ToSpec"/> and a safetensors file that the compiled net loads. Existing files are replaced, each in one
    /// step (<see cref="AtomicFile"/>), the weights first.
    /// </summary>
    /// <param name="specPath">The <c>.netspec</c> file.</param>
    /// <param name="weightsPath">The safetensors file.</param>
    /// <param name="net">The name of the net.</param>
    /// <param name="namespace">The namespace; none by default.</param>
    public void Save(string specPath, string weightsPath, string net, string? @namespace = null)
    {
        var spec = ToSpec(net, @namespace);
        SafetensorsWriter.Write(weightsPath, Tensors());
        AtomicFile.WriteText(specPath, spec);
    }

    /// <summary>
    /// Copies the weights of a network with this layer in the place of the dense one of its name: <c>name.weight</c> goes, the
    /// factors come, all other tensors stay byte for byte. The target is replaced in one step (<see cref="AtomicFile"/>).
    /// </summary>
    /// <param name="sourcePath">A safetensors file with <c>name.weight</c>, and <c>name.bias</c> if this layer has a bias.</param>
    /// <param name="targetPath">The file to write; it may be the source.</param>
    /// <exception cref="SafetensorsException">The source is not well-formed.</exception>
    /// <exception cref="ArgumentException">The source lacks the layer, or has another shape for it.</exception>
    public void Replace(string sourcePath, string targetPath)
    {
        using var source = SafetensorsFile.Open(sourcePath);
        var (weight, bias) = (Name + ".weight", Name + ".bias");
        CheckShape(source, weight, [Factors.Chain.Outputs, Factors.Chain.Inputs]);
        if (_bias.Length > 0)
            CheckShape(source, bias, [_bias.Length]);

        var tensors = new List<TensorData>();
        foreach (var tensor in source.Tensors)
        {
            if (tensor.Name == weight)
                tensors.AddRange(Tensors());
            else if (tensor.Name != bias || _bias.Length == 0)
                tensors.Add(TensorData.Copy(source, tensor));
        }

        SafetensorsWriter.Write(targetPath, tensors, source.Metadata);
    }

    private static void CheckShape(SafetensorsFile source, string name, ReadOnlySpan<long> shape)
    {
        if (!source.TryGet(name, out var tensor))
            throw new ArgumentException($"{source.Name} has no tensor '{name}'.");
        if (!tensor.Shape.SequenceEqual(shape))
            throw new ArgumentException($"'{name}' of {source.Name} is {TensorDims.Format(tensor.Shape)}; the factors make {TensorDims.Format(shape)}.");
    }

    private string FactorName(int index) => string.Create(CultureInfo.InvariantCulture, $"{Name}.{index}");

    private IEnumerable<string> StageList() =>
        [.. Factors.Chain.Select((pattern, i) => $"{pattern} as {FactorName(i)}"), .. _bias.Length == 0 ? Array.Empty<string>() : [$"bias as {Name}"]];
}
