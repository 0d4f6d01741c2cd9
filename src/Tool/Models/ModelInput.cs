using System.CommandLine;
using System.Linq;
using System.Threading;
using NetSpec.Compiler;
using NetSpec.Dsl.Graph;
using NetSpec.Formats;
using NetSpec.Hosting;
using NetSpec.Runtime.Weights;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Options;

namespace NetSpec.Tool.Models;

/// <summary>A net and its parameters, as verbs take them.</summary>
internal sealed class ModelInput
{
    private readonly NetInput _net = new();
    private readonly Option<string?> _weights = new("--weights", "-w")
    {
        Description = "The parameters: safetensors or its index, a PyTorch checkpoint, or npz; names as in the spec.",
        HelpName = "file",
    };

    private readonly Option<int?> _random = new("--random")
    {
        Description = "Random parameters in place of a file's, the same for the same seed.",
        HelpName = "seed",
    };

    /// <summary>Adds the arguments to a verb.</summary>
    public void AddTo(Command verb)
    {
        _net.AddTo(verb);
        verb.Options.Add(_weights);
        verb.Options.Add(_random);
    }

    /// <summary>Reads spec and parameters, and compiles.</summary>
    /// <exception cref="ToolException">The command line names no parameters, or a file is not there.</exception>
    public LoadedModel Load(ParseResult arguments, HostedPasses passes, CancellationToken cancellationToken)
    {
        var (path, seed) = (arguments.GetValue(_weights), arguments.GetValue(_random));
        if (path is not null && seed is not null)
            throw ToolException.Usage("--weights and --random both say where the parameters come from: take one of the two.");

        if (path is not null)
            InputPath.CheckOnDisk(path);
        var (spec, net) = _net.Read(arguments);

        // A net without parameters needs none.
        if (path is null)
            seed ??= net.Parameters.Count == 0 ? 0 : throw ToolException.Usage("the parameters are missing: --weights FILE, or --random SEED for random ones.");

        if (passes.HasFlag(HostedPasses.Paths))
            SayOfHeads(net);
        var host = CompiledNets.Load(spec, net, passes, cancellationToken);
        return Of(spec, net, host, path, seed);
    }

    /// <summary>Says where the paths of a net end before its outputs do.</summary>
    private static void SayOfHeads(Net net)
    {
        foreach (var (node, scores) in net.Nodes.Zip(NetHeads.Without(net).Nodes, (node, scores) => (node, scores)))
        {
            if (node.Op != scores.Op)
                Output.Remark($"paths, and what follows from them, are of the scores that enter '{node.Name}', {node.Op.Describe()}");
        }
    }

    /// <summary>A model of the parameters of a file, or of random ones.</summary>
    public static LoadedModel Of(SpecFile spec, Net net, HostedNet host, string? weights, int? seed) =>
        new(spec, net, host, host.Create(weights is null ? ParameterStore.Random(host.Layout, seed!.Value) : Read(weights, host.Layout)), weights, seed);

    /// <summary>Parameters of a layout, from a file of any kind.</summary>
    public static ParameterStore Read(string path, ParameterLayout layout)
    {
        using var table = WeightsFile.Open(path);
        return table.ToStore(layout);
    }
}
