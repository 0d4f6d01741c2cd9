using System;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// The theory of a network's paths: norms, bounds, costs, symmetries. Emitted classes offer one as <c>Paths</c>; it reads
/// the model's parameters anew in every call.
/// </summary>
/// <example><code>
/// var net = ResNet18.Load("resnet18.safetensors");
/// Console.WriteLine(net.Paths.Norm(q: 1, r: 1));
/// </code></example>
public sealed partial class PathAnalysis
{
    private readonly ForwardPass? _forward;

    /// <param name="description">What the compiler knows of the network.</param>
    /// <param name="parameters">The network's parameters, kept and not copied.</param>
    /// <param name="forward">The network's forward pass, which <c>Margins</c> runs; null where it has several inputs or outputs or is not batch-first.</param>
    public PathAnalysis(PathDescription description, ParameterStore parameters, ForwardPass? forward = null)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(parameters);
        Description = description;
        Parameters = parameters;
        _forward = forward;
    }

    /// <summary>What the compiler knows of the network.</summary>
    public PathDescription Description { get; }

    /// <summary>The graph of the network.</summary>
    public Architecture Architecture => Description.Architecture;

    /// <summary>The parameters that are analysed.</summary>
    public ParameterStore Parameters { get; }
}
