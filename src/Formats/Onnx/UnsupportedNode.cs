using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Formats.Onnx;

/// <summary>A node of a model that the language cannot say.</summary>
/// <param name="Name">Its name in the model; where it has none, its first result.</param>
/// <param name="Op">Its operator: <c>LSTM</c>, with the domain where that is not ONNX's own.</param>
/// <param name="Attributes">Its attributes: <c>axis=1, mode='linear'</c>.</param>
/// <param name="Reason">What is not possible, and where there is one, a way out.</param>
public sealed record UnsupportedNode(string Name, string Op, string Attributes, string Reason)
{
    /// <summary>One line.</summary>
    public override string ToString() => $"{Op} {Quoted.Name(Name)}{(Attributes.Length == 0 ? "" : $" ({Attributes})")}: {Reason}";
}
