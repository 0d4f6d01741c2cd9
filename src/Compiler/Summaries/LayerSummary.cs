using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Summaries;

/// <summary>A step of a net's forward pass: a layer with what is fused into it.</summary>
/// <param name="Name">The spec's name of it: <c>layer1.0.conv1</c>.</param>
/// <param name="What">What it computes: <c>conv 3x3, pad 1; batch-norm; relu</c>.</param>
/// <param name="Algorithm">How, and why so; empty where there is one way only.</param>
/// <param name="Shape">The shape of its result.</param>
/// <param name="Parameters">Elements of its tensors that training may change.</param>
/// <param name="MultiplyAdds">Multiply-adds for one sample, padding included.</param>
public sealed record LayerSummary(string Name, string What, string Algorithm, Shape Shape, long Parameters, long MultiplyAdds);
