using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NetSpec.Dsl;

namespace NetSpec.Formats.Onnx.Importing;

/// <summary>Names of the net, its inputs and outputs. Whether one may stand there, the compiler of the language says.</summary>
internal sealed class ImportNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public string Input(string name, bool isMap) =>
        Free(name, isMap ? "image" : "x", candidate => $"net N {{\ninput {candidate} : 1\noutput other = {candidate} -> relu\n}}");

    public string Output(string name) =>
        Free(name, "y", candidate => $"net N {{\ninput other : 1\noutput {candidate} = other -> relu\n}}");

    /// <summary>The name of the class: what is given, or made of a file's name.</summary>
    /// <exception cref="ArgumentException">What is given cannot be one.</exception>
    public static string Net(string? given, string path)
    {
        static bool IsUsable(string name) => Compiles($"net {name} {{\ninput x : 1\noutput y = x -> relu\n}}");
        if (given is not null)
            return IsUsable(given) ? given : throw new ArgumentException($"'{given}' cannot be the name of a net: it is to be a C# class.");

        var text = new string([.. Path.GetFileNameWithoutExtension(path).Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var name = string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return IsUsable(name) ? name : IsUsable("Net" + name) ? "Net" + name : "Model";
    }

    private string Free(string name, string otherwise, Func<string, string> spec)
    {
        var stem = LayerNaming.Identifier(name, otherwise);
        stem = Compiles(spec(stem)) ? stem : otherwise;
        for (var i = 1; ; i++)
        {
            var free = i == 1 ? stem : stem + i.ToString(CultureInfo.InvariantCulture);
            if (_taken.Add(free))
                return free;
        }
    }

    private static bool Compiles(string spec) => SpecCompiler.Compile(spec) is { Problems.Count: 0, Nets.Count: 1 };
}
