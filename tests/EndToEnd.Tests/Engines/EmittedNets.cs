using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Tests.Support;

namespace NetSpec.EndToEnd.Tests.Engines;

/// <summary>The emitted classes of the corpus.</summary>
public static class EmittedNets
{
    private static readonly string[] SmallNetworks =
    [
        "T1ConvBnMaxpaddedGapFc", "T4MiniUnet", "T5ConvBiasThenBn", "T6GroupedDepthwiseDilated",
        "UNet", "KsVitMlp", "Butterfly1024", "MlpSmall", "MlpDigits", "M5", "TcResNet8", "KeywordMixer",
    ];

    public static IReadOnlyDictionary<string, EmittedNet> ByName { get; } =
        FeatureNets.All.Concat(LargeNets.All).Concat(DagNets.All).ToDictionary(net => net.Name, StringComparer.Ordinal);

    /// <summary>The nets that the interpreter runs in no time.</summary>
    public static IEnumerable<EmittedNet> Small =>
        FeatureNets.All.Concat(DagNets.All).Concat(SmallNetworks.Select(name => ByName["Corpus.Nets." + name]));

    /// <summary>Those of them that the theory of paths speaks of.</summary>
    public static IEnumerable<EmittedNet> InTheory => Small.Where(net => CorpusSpec.Nets[net.Name].Passes.Contains("pathnorm"));
}
