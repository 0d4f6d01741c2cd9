using System.Threading;
using NetSpec.Compiler;
using NetSpec.Dsl.Graph;
using NetSpec.Hosting;
using NetSpec.Runtime;
using NetSpec.Runtime.Paths;

namespace NetSpec.Tool.Models;

/// <summary>A net with parameters, ready to run.</summary>
/// <param name="Spec">The spec.</param>
/// <param name="Net">Its net.</param>
/// <param name="Host">The compiled net.</param>
/// <param name="Model">The model.</param>
/// <param name="Weights">The file of the parameters; null for random ones.</param>
/// <param name="Seed">Of random parameters; null for those of a file.</param>
internal sealed record LoadedModel(SpecFile Spec, Net Net, HostedNet Host, Model Model, string? Weights, int? Seed)
{
    /// <summary>The theory of its paths.</summary>
    public PathAnalysis Paths => Host.Paths(Model);

    /// <summary>The model whose outputs are what enters a softmax or sigmoid that ends one, compiled for its forward pass; itself where none does.</summary>
    /// <param name="cancellationToken">Cancels the compilation.</param>
    public LoadedModel OfScores(CancellationToken cancellationToken)
    {
        var net = NetHeads.Without(Net);
        if (net == Net)
            return this;

        var host = NetHost.Load(net, new() { Passes = HostedPasses.Forward }, cancellationToken);
        return this with { Net = net, Host = host, Model = host.Create(Model.Parameters) };
    }
}
