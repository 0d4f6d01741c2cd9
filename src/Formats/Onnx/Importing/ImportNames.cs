using System;
using System.Collections.Generic;
using System.Globalization;

namespace NetSpec.Formats.Onnx.Importing;

/// <summary>Names of a net's inputs and outputs. Whether one may stand there, the compiler of the language says.</summary>
internal sealed class ImportNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public string Input(string name, bool isMap) =>
        Free(name, isMap ? "image" : "x", candidate => $"net N {{\ninput {candidate} : 1\noutput other = {candidate} -> relu\n}}");

    public string Output(string name) =>
        Free(name, "y", candidate => $"net N {{\ninput other : 1\noutput {candidate} = other -> relu\n}}");

    private string Free(string name, string otherwise, Func<string, string> spec)
    {
        var stem = LayerNaming.Identifier(name, otherwise);
        stem = NetName.Compiles(spec(stem)) ? stem : otherwise;
        for (var i = 1; ; i++)
        {
            var free = i == 1 ? stem : stem + i.ToString(CultureInfo.InvariantCulture);
            if (_taken.Add(free))
                return free;
        }
    }
}
