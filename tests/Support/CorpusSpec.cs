using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Tests.Support;

/// <summary>A spec of <c>tests/Corpus</c> that compiles.</summary>
/// <param name="Path">From the corpus folder, with slashes: <c>nets/vgg.netspec</c>.</param>
public sealed record CorpusSpec(string Path)
{
    /// <summary>All specs but the faulty ones of <c>bad</c>, sorted.</summary>
    public static IReadOnlyList<CorpusSpec> All { get; } =
    [
        .. new[] { "features", "nets", "dags" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf("tests", "Corpus", folder), "*.netspec").Select(file => $"{folder}/{System.IO.Path.GetFileName(file)}"))
            .Order(StringComparer.Ordinal)
            .Select(path => new CorpusSpec(path)),
    ];

    private static readonly Lazy<IReadOnlyDictionary<string, Net>> LazyNets = new(() =>
        All.SelectMany(spec => spec.Compile().Nets).ToDictionary(net => net.FullName, StringComparer.Ordinal));

    /// <summary>The nets of all specs by namespace and name.</summary>
    public static IReadOnlyDictionary<string, Net> Nets => LazyNets.Value;

    public string Text => File.ReadAllText(Repository.PathOf("tests", "Corpus", Path));

    public SpecResult Compile() => SpecCompiler.Compile(Text);

    public override string ToString() => Path;
}
