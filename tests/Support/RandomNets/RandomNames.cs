using System;
using System.Collections.Generic;
using System.Globalization;

namespace NetSpec.Tests.Support.RandomNets;

/// <summary>Names that a spec may use and that mean something in C#, in the emitted class or in the names next to them.</summary>
internal sealed class RandomNames(Random random)
{
    private static readonly string[] Values =
    [
        "class", "int", "new", "this", "base", "value", "var", "async", "await", "field", "record", "System", "NetSpec", "Run", "Map", "Maps", "Model",
        "run", "first", "images", "from", "to", "left", "right", "source", "target", "window", "model", "parameters", "p", "x", "y", "weights",
        "Load", "Pack", "Forward", "Parameters", "Tensors", "Layout", "Equals", "GetType", "ToString", "_", "__", "Conv2D", "Shape", "Linear", "nameof", "CheckBatch", "RentWorkspace", "XSize", "LoadX", "StoreY0", "reservation", "global_", "dynamic", "when",
    ];

    private static readonly string[] Layers =
    [
        "a.b", "ab", "aB", "a_b", "A.B", "0", "0.0", "00", "class", "layer1.0.conv1", "layer10.conv1", "Run", "Layout", "Tensors", "x", "Shape", "run.conv", "weight", "bias",
    ];

    // Inputs and layers share their names; so no name is given twice. Inputs and outputs become members and arguments of one class, where
    // those that differ by the case of the first letter alone would be one.
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The name of a value.</summary>
    public string Value(int number) => Free(Values, "v", number);

    /// <summary>The name of a layer with parameters.</summary>
    public string Layer(int number) => Free(Layers, "l", number);

    private string Free(string[] names, string stem, int number)
    {
        var name = names[random.Next(names.Length)];
        return random.Next(4) == 0 && _taken.Add(char.ToUpperInvariant(name[0]) + name[1..]) ? name : stem + number.ToString(CultureInfo.InvariantCulture);
    }
}
