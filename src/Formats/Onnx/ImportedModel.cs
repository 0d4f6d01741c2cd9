using System;
using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;

namespace NetSpec.Formats.Onnx;

/// <summary>A model that was read: its net, a spec of it, and its weights, which are read from the file when they are asked for.</summary>
public sealed class ImportedModel : IDisposable
{
    private readonly IDisposable _file;

    internal ImportedModel(Net net, string spec, TensorTable weights, ImportReport report, ImportedPorts ports, IDisposable file) =>
        (Net, Spec, Weights, Report, Inputs, Outputs, _file) = (net, spec, weights, report, ports.Inputs, ports.Outputs, file);

    /// <summary>The net that <see cref="Spec"/> says.</summary>
    public Net Net { get; }

    /// <summary>The text of a .netspec file.</summary>
    public string Spec { get; }

    /// <summary>The weights under the names of the net's parameters.</summary>
    public TensorTable Weights { get; }

    /// <summary>The net's inputs, and what they are in the model.</summary>
    public IReadOnlyList<ImportedPort> Inputs { get; }

    /// <summary>The net's outputs, and what they are in the model.</summary>
    public IReadOnlyList<ImportedPort> Outputs { get; }

    /// <summary>What a person should know.</summary>
    public ImportReport Report { get; }

    /// <summary>All weights in memory.</summary>
    /// <exception cref="NonFiniteParametersException">There is NaN or infinity, and the options do not allow it.</exception>
    public ParameterStore ToStore(LoadOptions? options = null) => Weights.ToStore(NetParameters.LayoutOf(Net), options);

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();
}
