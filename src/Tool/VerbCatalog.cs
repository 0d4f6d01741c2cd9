using System.Collections.Generic;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Verbs;

namespace NetSpec.Tool;

/// <summary>The verbs, in the order of the help.</summary>
internal static class VerbCatalog
{
    public static IEnumerable<Verb> All() =>
    [
        new CheckVerb(),
        new SummaryVerb(),
        new EmitVerb(),
        new GraphVerb(),
        new RunVerb(),
        new BenchVerb(),
        new PathNormVerb(),
        new BoundsVerb(),
        new VerifyVerb(),
        new MarginsVerb(),
        new AverageVerb(),
        new MergeVerb(),
        new PruneVerb(),
        new QuantizeVerb(),
        new RescaleVerb(),
        new NormalizeVerb(),
        new FactorizeVerb(),
        new ImportVerb(),
        new ExportVerb(),
        new ConvertVerb(),
        new NewVerb(),
    ];
}
