using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Bench.Peers;

/// <summary>The nets of the specs that this program has in itself.</summary>
internal static class EmbeddedNets
{
    private static readonly Lazy<IReadOnlyList<Net>> LazyAll = new(() => [.. Specs().SelectMany(text => SpecCompiler.Compile(text).Nets)]);

    public static IReadOnlyList<Net> All => LazyAll.Value;

    private static IEnumerable<string> Specs()
    {
        var assembly = typeof(EmbeddedNets).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".netspec", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }
}
