using System;
using System.IO;
using System.Linq;
using NetSpec.Dsl;

namespace NetSpec.Formats;

/// <summary>The name of a net that is made of a file. Whether a name may stand there, the compiler of the language says.</summary>
internal static class NetName
{
    /// <summary>The name of the class: what is given, or made of a file's name.</summary>
    /// <exception cref="ArgumentException">What is given cannot be one.</exception>
    public static string Of(string? given, string path)
    {
        static bool IsUsable(string name) => Compiles($"net {name} {{\ninput x : 1\noutput y = x -> relu\n}}");
        if (given is not null)
            return IsUsable(given) ? given : throw new ArgumentException($"'{given}' cannot be the name of a net: it is to be a C# class.");

        var text = new string([.. Path.GetFileNameWithoutExtension(path).Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var name = string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return IsUsable(name) ? name : IsUsable("Net" + name) ? "Net" + name : "Model";
    }

    /// <summary>Whether a text is a spec of one net without problems.</summary>
    public static bool Compiles(string spec) => SpecCompiler.Compile(spec) is { Problems.Count: 0, Nets.Count: 1 };
}
