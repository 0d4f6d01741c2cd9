using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>The algorithm of a step, as the plan has it.</summary>
/// <param name="Name">As the emitted comment calls it.</param>
/// <param name="Kernel">The runtime's type with <c>Pack</c> and <c>Run</c>, behind its room.</param>
/// <param name="Packed">The runtime's type of the packed weights, behind its room.</param>
/// <param name="Settings">Numbers that the kernel is called with.</param>
/// <param name="Reason">Why this one, in words; empty where that goes without saying.</param>
internal sealed record AlgorithmChoice(string Name, string Kernel, string Packed, EquatableArray<KernelSetting> Settings, string Reason)
{
    /// <summary>What the model says that it costs, for one sample: what <c>bench</c> prints beside the time that it takes.</summary>
    public KernelCost Cost { get; init; }

    /// <summary>What an emitted comment says of it: its name, and the reason where there is one.</summary>
    public string Description => Reason.Length == 0 ? Name : $"{Name}: {Reason}";

    /// <summary>The algorithm that is predicted to be the fastest for a shape; of equals the one that comes first.</summary>
    /// <param name="shape">What is computed.</param>
    /// <param name="policy">What the program may do.</param>
    public static AlgorithmChoice Of(KernelShape shape, ProgramPolicy policy) => Of(shape, policy, KernelAlgorithms.All, MachineModel.Default);

    /// <inheritdoc cref="Of(KernelShape, ProgramPolicy)"/>
    public static AlgorithmChoice Of(KernelShape shape, ProgramPolicy policy, IReadOnlyList<KernelAlgorithm> algorithms, MachineModel machine)
    {
        var candidates = algorithms.Where(algorithm => algorithm.IsFor(shape)).ToList();
        var ranked = candidates
            .Where(algorithm => algorithm.Refusal(shape, policy) is null)
            .OrderBy(algorithm => algorithm.Cost(shape).Cycles(machine))
            .ToList();
        if (ranked.Count == 0)
            throw new InvalidOperationException($"No algorithm computes {shape}.");

        var best = ranked[0];
        return new(best.Name, best.Kernel, best.Packed, best.Settings(shape), Why(shape, policy, best, ranked, candidates, machine))
        {
            Cost = best.Cost(shape),
        };
    }

    private static string Why(
        KernelShape shape, ProgramPolicy policy, KernelAlgorithm best, List<KernelAlgorithm> ranked, List<KernelAlgorithm> candidates, MachineModel machine)
    {
        if (best.Reason(shape) is { } reason)
            return reason;

        if (candidates.Count == 1)
            return best.Only(shape) ?? "";

        // With the plain one, which stands first in the list; where that is the best, with the next.
        var plain = candidates.First(ranked.Contains);
        var other = ranked.Count == 1 ? null : best == plain ? ranked[1] : plain;
        var slower = other is null ? "" : $"{Percent(best.Cost(shape).Cycles(machine) / other.Cost(shape).Cycles(machine))} of the time of {other.Name}";
        var refused = candidates.Except(ranked).GroupBy(algorithm => algorithm.Refusal(shape, policy), StringComparer.Ordinal)
            .Select(others => $"no {string.Join(" or ", others.Select(algorithm => algorithm.Name))}, {others.Key}");
        return string.Join("; ", new[] { slower }.Where(text => text.Length > 0).Concat(refused));
    }

    private static string Percent(double share) => $"{Math.Round(100 * share).ToString(System.Globalization.CultureInfo.InvariantCulture)} %";
}
