using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.EndToEnd.Tests.Engines;

/// <summary>The emitted classes of the corpus.</summary>
public static class EmittedNets
{
    private static readonly string[] SmallNetworks =
    [
        "T1ConvBnMaxpaddedGapFc", "T4MiniUnet", "T5ConvBiasThenBn", "T6GroupedDepthwiseDilated",
        "UNet", "KsVitMlp", "Butterfly1024", "MlpSmall", "MlpDigits",
    ];

    public static IReadOnlyDictionary<string, EmittedNet> ByName { get; } =
        FeatureNets.All.Concat(LargeNets.All).Concat(DagNets.All).ToDictionary(net => net.Name, StringComparer.Ordinal);

    /// <summary>The nets that the interpreter runs in no time.</summary>
    public static IEnumerable<EmittedNet> Small =>
        FeatureNets.All.Concat(DagNets.All).Concat(SmallNetworks.Select(name => ByName["Corpus.Nets." + name]));
}
