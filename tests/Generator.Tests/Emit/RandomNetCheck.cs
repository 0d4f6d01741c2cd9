using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Rewrites;
using NetSpec.Compiler.Theory;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Tests.Support.RandomNets;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>Takes random specs through every stage, from their text to the numbers that the emitted classes compute.</summary>
internal static class RandomNetCheck
{
    private const int OtherSeeds = 100_000;

    // There are many nets without factors.
    private const int DensePanelSeeds = 20;

    /// <summary>The net of a seed.</summary>
    public static Net NetOf(int seed) => SpecCompiler.Compile(RandomSpecs.Of(seed).Text).Nets[0];

    /// <summary>The same with ReLUs where the theory of paths does not speak of an activation; the net of another seed where it does not speak of tokens.</summary>
    public static Net NetOfTheory(int seed)
    {
        for (; ; seed += OtherSeeds)
        {
            if (OfTheory(NetOf(seed)) is var net && PathModel.Obstacle(net) is null)
                return net;
        }
    }

    private static Net OfTheory(Net net)
    {
        return net with { Nodes = net.Nodes.Select(node => node.Op is ActivationOp { Model: null, Neurons.Count: 0 } ? node with { Op = new Relu() }
            : node.Op is Mul ? node with { Op = new Identity(), Inputs = EquatableArray.Of(node.Inputs.First(operand => net.Nodes[operand].Shape == node.Shape)) }
            : node.Op is SampleNorm { IsAffine: true } && !node.Shape.IsSequence && net.Parameters[node.Parameters[0]].Size == node.Shape.Channels ? node with { Op = new Scale(HasBias: true) }
            : node.Op is SampleNorm or LocalNorm or RmsNorm ? node with { Op = new Identity(), Parameters = default }
            : node).ToEquatableArray() };
    }

    /// <summary>Seeds of nets that run in panels: those with factors, which are rare, and some without.</summary>
    public static IReadOnlyList<int> PanelSeeds { get; } = [.. Enumerable.Range(0, 2800).Where(seed => PanelRule.Holds(Normalise.Run(NetOf(seed)))).GroupBy(HasFactor).SelectMany(seeds => seeds.Key ? seeds : seeds.Take(DensePanelSeeds))];

    private static bool HasFactor(int seed) => NetOf(seed).Nodes.Any(node => node.Op is Kronecker);

    /// <summary>What is wrong with each spec, null where nothing is; all through one compilation.</summary>
    public static IReadOnlyList<string?> Run(IReadOnlyList<RandomSpec> specs, IReadOnlyList<SimdLevel> levels, int seed)
    {
        var planned = specs.Select(Plan).ToArray();
        try
        {
            var models = new Queue<EmittedModel>(EmittedModel.Of([.. planned.Select(net => net.Net).OfType<Net>()]));
            return [.. planned.Select((net, i) => net.Problem ?? ForwardCheck.Run(net.Net!, models.Dequeue(), levels, seed + i))];
        }
        catch (InvalidOperationException exception)
        {
            // The emitted text of one of them is no C#.
            return specs.Count == 1 ? [exception.Message] : [.. specs.SelectMany((spec, i) => Run([spec], levels, seed + i))];
        }
    }

    /// <summary>The smallest failing spec that leaving out one thing after another leads to, and what is wrong with it.</summary>
    public static (RandomSpec Spec, string Problem) Shrink(RandomSpec spec, string problem, IReadOnlyList<SimdLevel> levels, int seed)
    {
        while (true)
        {
            var smaller = SmallerSpecs.Of(spec)
                .Where(candidate => SpecCompiler.Compile(candidate.Text).Shells.Count == 0)
                .Select((candidate, i) => candidate with { Name = string.Create(CultureInfo.InvariantCulture, $"Smaller{i}") })
                .ToArray();
            var failing = (smaller.Length == 0 ? [] : smaller.Zip(Run(smaller, levels, seed), (candidate, found) => (candidate, found)).Where(pair => pair.found is not null)).ToArray();
            if (failing.Length == 0)
                return (spec, problem);

            (spec, var next) = failing.MinBy(pair => (pair.candidate.Lines.Count(line => !line.IsInput), pair.candidate.Lines.Count, pair.candidate.Outputs.Count));
            problem = next!;
        }
    }

    private static (Net? Net, string? Problem) Plan(RandomSpec spec)
    {
        try
        {
            var result = SpecCompiler.Compile(spec.Text);
            if (result.Nets.Count == 0)
                return (null, "does not compile: " + string.Join("; ", result.Problems.Select(problem => problem.Message)));

            var net = result.Nets[0];
            NetVerifier.Verify(net);
            var violations = PlanVerifier.Verify(Planner.Plan(net));
            return violations.Count == 0 ? (net, null) : (null, string.Join("; ", violations));
        }
        catch (Exception exception)
        {
            return (null, exception.ToString());
        }
    }
}
