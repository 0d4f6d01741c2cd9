using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Runtime.Weights;

namespace NetSpec.Formats.Tensors;

/// <summary>The parameters of a net that no class was emitted for, as the runtime takes them.</summary>
public static class NetParameters
{
    /// <summary>The layout that the class emitted for the net would have.</summary>
    /// <exception cref="ArgumentException">They are more than a store holds.</exception>
    public static ParameterLayout LayoutOf(Net net)
    {
        ArgumentNullException.ThrowIfNull(net);
        return new([.. net.Parameters.Select(Info)]);
    }

    /// <summary>The tensors of a store, which they read from.</summary>
    public static IReadOnlyList<TensorEntry> Entries(ParameterStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return
        [
            .. store.Layout.Select(parameter =>
                new TensorEntry(parameter.Name, TensorType.F32, Widened(parameter.Dims), new StoreContent(store, parameter))),
        ];
    }

    private static ParameterInfo Info(Parameter parameter)
    {
        var (role, dims) = ((Runtime.Weights.ParameterRole)(int)parameter.Role, parameter.Dims.ToArray());
        return parameter.FanIn > 0
            ? new(parameter.Name, role, dims) { MustBePositive = parameter.MustBePositive, FanIn = parameter.FanIn }
            : new(parameter.Name, role, dims) { MustBePositive = parameter.MustBePositive };
    }

    private static long[] Widened(ReadOnlySpan<int> dims) => Array.ConvertAll(dims.ToArray(), dim => (long)dim);
}
