using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary>What the machine code of a kernel says about how it will run.</summary>
public sealed class SassFacts
{
    private SassFacts(SassListing listing)
    {
        var flow = listing.Flow;
        // The assembler ends functions with a jump to itself that nothing leads to.
        var reached = Enumerable.Range(0, flow.Blocks.Count).Where(block => flow.Blocks[block].Start is var start && start < flow.Blocks[block].End && flow.Ranks[start] != int.MaxValue).ToHashSet();
        Whole = Mix(reached);
        (Loops, Outside) = Nest(reached, [.. flow.Loops.Where(loop => Mix(loop.Blocks).Products > 0)]);
        HotLoop = Loops.SelectMany(loop => loop.Nest).Where(loop => loop.Inner.Count == 0).MaxBy(loop => loop.Mix.Products)?.Mix;

        SassMix Mix(IEnumerable<int> blocks) => SassMix.Of(blocks.SelectMany(block => listing.Instructions.Take(flow.Blocks[block].Start..flow.Blocks[block].End)));

        (IReadOnlyList<SassLoop> Loops, SassMix Own) Nest(IReadOnlySet<int> blocks, IReadOnlyList<FlowLoop> loops)
        {
            var rest = blocks.ToHashSet();
            List<SassLoop> outermost = [];
            foreach (var loop in loops.Where(loop => !loops.Any(other => other.Blocks.IsProperSupersetOf(loop.Blocks))))
            {
                rest.ExceptWith(loop.Blocks);
                var (inner, own) = Nest(loop.Blocks, [.. loops.Where(other => loop.Blocks.IsProperSupersetOf(other.Blocks))]);
                outermost.Add(new(Mix(loop.Blocks), own, inner));
            }

            return (outermost, Mix(rest));
        }
    }

    /// <summary>All instructions.</summary>
    public SassMix Whole { get; }

    /// <summary>The outermost loops that make products.</summary>
    public IReadOnlyList<SassLoop> Loops { get; }

    /// <summary>The instructions that are in none of them.</summary>
    public SassMix Outside { get; }

    /// <summary>The innermost loop with the most products; null where no loop makes any.</summary>
    public SassMix? HotLoop { get; }

    /// <summary>Looks at machine code.</summary>
    public static SassFacts Of(SassListing listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        return new(listing);
    }

    /// <summary>
    /// What a thread issues for all of its group's work: what is in no loop once, whichever way branches go, and loops as often as
    /// they must run to make the products that the tile asks for, however the assembler unrolled or peeled them.
    /// </summary>
    /// <param name="tile">The tile.</param>
    /// <returns>
    /// The slots; null where no number of rounds makes these products. So it is where the assembler left out the products of rows
    /// that a block does not have.
    /// </returns>
    public SassWork? Work(SassTile tile)
    {
        ArgumentNullException.ThrowIfNull(tile);
        return Loops.Count switch
        {
            0 => new(Whole.Instructions, Whole.Products),
            1 => Round(Loops[0], tile) is { } round && Rounds((tile.Products * tile.Steps) - Outside.Products, round.Products, tile.Steps > 1 ? tile.Steps : tile.Depth) is { } rounds
                ? new(Outside.Instructions + (rounds * round.Slots), Outside.Products + (rounds * round.Products))
                : null,
            _ => null,
        };
    }

    /// <summary>One round of a loop. What it does not multiply of a tile itself, loops inside do, each of them for one tile.</summary>
    private static SassWork? Round(SassLoop loop, SassTile tile)
    {
        if (loop.Inner.Count == 0)
            return new(loop.Mix.Instructions, loop.Mix.Products);
        if (loop.Inner.Select(inner => Round(inner, tile)).ToArray() is var inner && inner.Any(round => round is null))
            return null;

        var (slots, products) = (inner.Sum(round => round!.Slots), inner.Sum(round => round!.Products));
        return Rounds((tile.Products * inner.Length) - loop.Own.Products, products, tile.Depth) is { } rounds
            ? new(loop.Own.Instructions + (rounds * slots), loop.Own.Products + (rounds * products))
            : null;
    }

    private static long? Rounds(long products, long each, int most) => products > 0 && products % each == 0 && products / each <= most ? products / each : null;
}
