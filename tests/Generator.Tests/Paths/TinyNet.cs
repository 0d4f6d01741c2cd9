using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support.RandomNets;

namespace NetSpec.Generator.Tests.Paths;

/// <summary>An emitted class with so few paths that all of them can be written out.</summary>
internal sealed class TinyNet
{
    private readonly Type _type;
    private readonly ParameterLayout _layout;

    public TinyNet(string text, Net net, Type type)
    {
        (Text, Net, _type) = (text, net, type);
        _layout = (ParameterLayout)type.GetProperty("Layout")!.GetValue(null)!;
    }

    /// <summary>Its spec.</summary>
    public string Text { get; }

    public Net Net { get; }

    /// <summary>Parameters at random, a tenth of the trainable ones zero.</summary>
    public ParameterStore Parameters(Random random)
    {
        var store = new ParameterStore(_layout, [.. RandomValues.Parameters(Net, random).SelectMany(tensor => tensor)]);
        foreach (var parameter in _layout.Where(parameter => parameter.IsTrainable))
        {
            foreach (ref var value in store[parameter])
                value = random.Next(10) == 0 ? 0 : value;
        }

        return store;
    }

    /// <summary>All inputs one after another.</summary>
    public float[] Input(Random random) => [.. RandomValues.Sample(Net, random).SelectMany(input => input)];

    /// <summary>The class's own <c>Paths</c>.</summary>
    public PathAnalysis Paths(ParameterStore parameters) => (PathAnalysis)_type.GetProperty("Paths")!.GetValue(Activator.CreateInstance(_type, parameters))!;

    /// <summary>The trainable tensors, as (name, element) pairs.</summary>
    public IEnumerable<(ParameterInfo Parameter, int Element)> Elements() =>
        _layout.Where(parameter => parameter.IsTrainable).SelectMany(parameter => Enumerable.Range(0, parameter.Size).Select(element => (parameter, element)));
}
