using System;
using System.Collections.Generic;
using System.Linq;
using ILGPU.Runtime;
using NetSpec.Dsl.Graph;
using NetSpec.Runtime;
using NetSpec.Runtime.Weights;

namespace NetSpec.Gpu.Tests.Programs;

/// <summary>A net of the models that are compiled for devices, with its emitted classes.</summary>
/// <param name="Net">The net.</param>
/// <param name="Create">Makes a model of all values of the store.</param>
/// <param name="OnCpu">The forward pass of the model.</param>
/// <param name="OpenSingle">Brings it to a device, in single precision.</param>
/// <param name="OpenHalf">Brings it to a device, in half precision; null where the net has none.</param>
public sealed record DeviceNet(
    Net Net,
    Func<ParameterStore, Model> Create,
    Action<Model, float[][], float[][], int> OnCpu,
    Func<Model, Accelerator, IProgram> OpenSingle,
    Func<Model, Accelerator, IProgram>? OpenHalf)
{
    /// <summary>A model of some values of the tensors.</summary>
    public Model ModelOf(IEnumerable<float[]> tensors)
    {
        var empty = new ParameterLayout([.. Net.Parameters.Select(parameter => new ParameterInfo(
            parameter.Name, Enum.Parse<Runtime.Weights.ParameterRole>(parameter.Role.ToString()), [.. parameter.Dims]))]);
        return Create(new ParameterStore(empty, [.. tensors.SelectMany(tensor => tensor)]));
    }

    /// <summary>Brings a model to a device.</summary>
    public IProgram Open(Model model, Accelerator accelerator, bool isHalf) =>
        isHalf ? OpenHalf!(model, accelerator) : OpenSingle(model, accelerator);

    public override string ToString() => Net.Name;
}
