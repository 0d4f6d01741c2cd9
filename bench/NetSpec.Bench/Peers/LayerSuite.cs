using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Reflection;
using NetSpec.Bench.Sparse;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Shapes;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Runtime;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Mapping;

namespace NetSpec.Bench.Peers;

/// <summary>
/// The time of each step within whole passes, beside what the planner's model predicts for it, so that the model can be kept true.
/// </summary>
internal static class LayerSuite
{
    private delegate void Step(in Run run);

    private delegate void Load(in Run run, ReadOnlySpan<float> source, int first, int batch);

    /// <param name="rounds">Passes.</param>
    /// <param name="only">A part of the names of the networks; empty for all.</param>
    /// <param name="threads">Threads that compute; the model predicts for one.</param>
    public static int Run(int rounds, string only, int threads)
    {
        var networks = NetworkCase.All.Concat(NetworkCase.Sparse).Where(network => network.Batch == 1 && network.Name.Contains(only, StringComparison.OrdinalIgnoreCase)).ToList();
        if (networks.Count == 0)
        {
            Console.Error.WriteLine($"No network is called '{only}'; there are {string.Join(", ", NetworkCase.All.Select(network => network.Name).Distinct())}.");
            return 2;
        }

        // A cycle of the model's machine is the time in which this one does as many multiply-adds.
        var cycle = MachineModel.Default.MultiplyAdds / FmaPeak.PerSecond();
        foreach (var network in networks)
        {
            Print(network, rounds, cycle, threads);
        }

        return 0;
    }

    private static void Print(NetworkCase network, int rounds, double cycle, int threads)
    {
        var plan = Planner.Plan(network.Net());
        var (model, workspace, forward) = network.OursWithModel(PlausibleWeights.For(network.Layout));
        using (workspace)
        {
            var input = new float[network.InputSize];
            Array.Fill(input, 0.5f);
            forward(input, new float[network.OutputSize], 1);
            var steps = Steps(plan, model, input);
            var times = new double[steps.Count, rounds];
            for (var round = 0; round < rounds; round++)
            {
                var run = new Run(workspace, images: 1, threads);
                var head = plan.Head.Exists ? new Run(workspace.Head(plan.Head.Size, 1), images: 1, threads) : run;
                for (var i = 0; i < steps.Count; i++)
                {
                    var start = Stopwatch.GetTimestamp();
                    if (plan.Steps[i] is KeepStep keep)
                        Maps.Keep(run, keep.From.Offset, head, keep.To.Offset, keep.To.Channels, first: 0);
                    else
                        steps[i](i < plan.Head.First ? run : head);
                    times[i, round] = Stopwatch.GetElapsedTime(start).TotalSeconds;
                }
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{network.Name}, {threads} thread(s), medians of {rounds} passes"));
            Console.WriteLine($"{"",-36}{"measured µs",14}{"predicted µs",14}{"ratio",8}  algorithm");
            var (measured, predicted) = (0.0, 0.0);
            for (var i = 0; i < steps.Count; i++)
            {
                if (plan.Steps[i] is not CallStep step)
                    continue;

                var median = Interleaved.Median(Enumerable.Range(0, rounds).Select(round => times[i, round]));
                var algorithms = Algorithms(plan, step).ToList();
                var expected = cycle * algorithms.Sum(algorithm => algorithm.Cost.Cycles(MachineModel.Default));
                Line(step.About.Name, median, expected, string.Join(" into ", algorithms.Select(algorithm => algorithm.Name)));
                (measured, predicted) = (measured + (expected > 0 ? median : 0), predicted + expected);
            }

            Line("all that is predicted", measured, predicted, "");
        }
    }

    private static void Line(string name, double measured, double predicted, string algorithm)
    {
        var model = predicted > 0 ? string.Create(CultureInfo.InvariantCulture, $"{1e6 * predicted,14:f1}{measured / predicted,8:f2}") : $"{"",22}";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-36}{1e6 * measured,14:f1}{model}  {algorithm}"));
    }

    /// <summary>What a step was planned to compute with: two for a depthwise convolution that runs into the next.</summary>
    private static IEnumerable<AlgorithmChoice> Algorithms(Plan plan, CallStep step)
    {
        if (step.Calls[0].Before is { } before && plan.Weights.First(weights => weights.Shape == before).Algorithm is { } first)
            yield return first;
        // Factors over positions run in panels, of which the model knows nothing.
        if (step.Calls[0].Kernel == "Dense.KroneckerLinear.RunPositions")
            yield break;
        if (step.Weights is { } index && plan.Weights.Where(weights => weights.Shape == step.Shape).Select(weights => weights.Algorithm).FirstOrDefault() is { } own)
            yield return own;
    }

    /// <summary>The private methods of the emitted class, one a step.</summary>
    private static List<Step> Steps(Plan plan, Model model, float[] input)
    {
        var names = new ModelNames(plan, new NetShapes([plan]), []);
        return [.. plan.Steps.Select((step, i) => Method(model, names.Steps[i], step, input))];
    }

    private static Step Method(Model model, string name, PlanStep step, float[] input)
    {
        if (step is StoreStep or KeepStep)
            return static (in Run _) => { };

        var method = model.GetType().GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance)
            ?? throw new InvalidOperationException($"{model.GetType()} has no method '{name}': it was emitted from another plan.");
        if (step is not LoadStep)
            return method.CreateDelegate<Step>(method.IsStatic ? null : model);

        var load = method.CreateDelegate<Load>();
        return (in Run run) => load(run, input, 0, 1);
    }
}
