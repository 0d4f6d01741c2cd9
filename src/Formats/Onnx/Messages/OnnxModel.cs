using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Formats.Onnx.Messages;

/// <summary>A model as its file says it.</summary>
/// <param name="Opset">The version of ONNX's own operators.</param>
/// <param name="Producer">What wrote it, with its version.</param>
/// <param name="Nodes">In an order in which each is computable.</param>
/// <param name="Initializers">Constants by name.</param>
/// <param name="Inputs">What is given; of older models, constants too.</param>
/// <param name="Outputs">What comes out.</param>
internal sealed record OnnxModel(
    long Opset,
    string Producer,
    IReadOnlyList<OnnxNode> Nodes,
    IReadOnlyDictionary<string, TensorEntry> Initializers,
    IReadOnlyList<OnnxPort> Inputs,
    IReadOnlyList<OnnxPort> Outputs);

/// <summary>An input or output: its dimensions are numbers, or names for what is not fixed; null where nothing is said.</summary>
internal sealed record OnnxPort(string Name, long ElementType, IReadOnlyList<OnnxDim>? Dims);

/// <summary>A dimension: a number, or the name of one that is not fixed.</summary>
internal readonly record struct OnnxDim(long? Value, string Name)
{
    public override string ToString() => Value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? (Name.Length > 0 ? Name : "?");
}

/// <summary>A node: an operator on named values. Empty names are operands and results left out.</summary>
internal sealed record OnnxNode(
    string Name,
    string Op,
    string Domain,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyDictionary<string, OnnxAttribute> Attributes)
{
    public bool IsStandard => Domain is "" or "ai.onnx";

    public string Input(int index) => index < Inputs.Count ? Inputs[index] : "";

    public long Integer(string name, long otherwise) => Attributes.TryGetValue(name, out var attribute) ? attribute.Integer ?? otherwise : otherwise;

    public float Real(string name, float otherwise) => Attributes.TryGetValue(name, out var attribute) ? attribute.Real ?? otherwise : otherwise;

    public string Text(string name, string otherwise) => Attributes.TryGetValue(name, out var attribute) ? attribute.Text ?? otherwise : otherwise;

    public long[]? Integers(string name) => Attributes.TryGetValue(name, out var attribute) ? attribute.Integers : null;

    /// <summary>The attributes as a person reads them.</summary>
    public string Describe() => string.Join(", ", Attributes.Select(pair => $"{Quoted.Plain(pair.Key)}={pair.Value}"));
}

/// <summary>An attribute: one of these.</summary>
internal sealed record OnnxAttribute
{
    private const int Shown = 8;

    public long? Integer { get; init; }

    public float? Real { get; init; }

    public string? Text { get; init; }

    public long[]? Integers { get; init; }

    public float[]? Reals { get; init; }

    public TensorEntry? Tensor { get; init; }

    /// <summary>What it is where it is none of these.</summary>
    public string Other { get; init; } = "";

    public override string ToString() => this switch
    {
        { Integer: { } value } => FormattableString.Invariant($"{value}"),
        { Real: { } value } => FormattableString.Invariant($"{value}"),
        { Text: { } text } => Quoted.Name(text),
        { Integers: { } values } => Listed(values.Select(value => FormattableString.Invariant($"{value}"))),
        { Reals: { } values } => Listed(values.Select(value => FormattableString.Invariant($"{value}"))),
        { Tensor: { } tensor } => $"tensor [{Dims.Text(tensor.Shape)}]",
        _ => Other,
    };

    private static string Listed(IEnumerable<string> values)
    {
        var all = values.Take(Shown + 1).ToList();
        return $"[{string.Join(", ", all.Take(Shown))}{(all.Count > Shown ? ", …" : "")}]";
    }
}
