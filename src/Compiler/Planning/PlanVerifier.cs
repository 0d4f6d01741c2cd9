using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Compiler.Planning.Storage;

namespace NetSpec.Compiler.Planning;

/// <summary>
/// Checks what kernels take for granted: places inside their buffers, buffers apart while both live, nothing read before
/// it is written, borders wide enough and zero, and panels possible where they are promised.
/// </summary>
internal static class PlanVerifier
{
    /// <summary>What is wrong with a plan, a sentence each; nothing when it is sound.</summary>
    public static IReadOnlyList<string> Verify(Plan plan) =>
    [
        .. Buffers(plan),
        .. Values(plan),
        .. plan.Steps.SelectMany((step, i) => Step(plan, step, i)),
        .. Shapes(plan),
        .. Enumerable.Range(0, plan.Steps.Count).SelectMany(step => CleanBorders(plan, step)),
        .. PanelVerifier.Verify(plan),
    ];

    private static IEnumerable<string> Buffers(Plan plan)
    {
        for (var i = 0; i < plan.Buffers.Count; i++)
        {
            var buffer = plan.Buffers[i];
            var room = buffer.IsHead ? plan.Head.Size : plan.WorkspaceSize;
            if (buffer.Offset < 0 || buffer.Offset % Place.Lanes != 0 || (long)buffer.Offset + buffer.Size > room)
                yield return $"buffer {i} [{buffer.Offset}, {(long)buffer.Offset + buffer.Size}) does not lie aligned in the workspace of {room}";

            for (var j = 0; j < i; j++)
            {
                var other = plan.Buffers[j];
                if (buffer.IsHead == other.IsHead && buffer.First <= other.Last && other.First <= buffer.Last
                    && buffer.Offset < other.Offset + other.Size && other.Offset < buffer.Offset + buffer.Size)
                    yield return $"buffers {j} and {i} overlap while both live";
            }
        }
    }

    private static IEnumerable<string> Values(Plan plan)
    {
        foreach (var value in plan.Values)
        {
            var buffer = plan.Buffers[value.Buffer];
            if (value.Place.Start < buffer.Offset || value.Place.Start + value.Place.Size > buffer.Offset + buffer.Size)
                yield return $"'{value.Name}' leaves its buffer";
            if (value.Written < buffer.First || value.LastUse > buffer.Last)
                yield return $"'{value.Name}' is used from step {value.Written} to {value.LastUse}, outside the life of its buffer";
            if (value.Place.Offset % Place.Lanes != 0)
                yield return $"'{value.Name}' does not start at a multiple of {Place.Lanes}";
        }
    }

    private static IEnumerable<string> Step(Plan plan, PlanStep step, int index)
    {
        var isHead = index >= plan.Head.First;
        var places = step.Reads.Select(place => (Place: place, IsHead: isHead)).Concat(step.Writes.Select(place => (place, isHead || step is KeepStep)));
        foreach (var (place, inHead) in places)
        {
            if (!plan.Buffers.Any(buffer => buffer.IsHead == inHead && buffer.First <= index && index <= buffer.Last
                && buffer.Offset <= place.Start && place.Start + place.Size <= buffer.Offset + buffer.Size))
                yield return $"step {index} ({step.About.Name}) uses [{place.Start}, {place.Start + place.Size}) outside every live buffer";
        }

        // What is kept is copied from one memory to another.
        if (step is KeepStep)
            yield break;

        foreach (var (written, _) in Places(step).Where(place => !IsRead(place.Use)))
        {
            // Parts of a concat are copied from one channel of it to another, and none is where it goes.
            foreach (var (read, use) in Places(step).Where(place => IsRead(place.Use)))
            {
                if (read.Overlaps(written) && !(use == PlaceUse.ReadInPlace && read == written) && !Places(step).Contains((written, PlaceUse.WritePart)))
                    yield return $"step {index} ({step.About.Name}) writes over part of what it reads";
            }
        }
    }

    private static bool IsRead(PlaceUse use) => use is PlaceUse.Read or PlaceUse.ReadInPlace;

    private static IEnumerable<(Place Place, PlaceUse Use)> Places(PlanStep step) => step is CallStep call
        ? call.Places
        : step.Reads.Select(place => (place, PlaceUse.Read)).Concat(step.Writes.Select(place => (place, PlaceUse.Write)));

    private static IEnumerable<string> Shapes(Plan plan)
    {
        foreach (var step in plan.Steps.OfType<CallStep>())
        {
            var call = step.Calls[0];
            if ((call.Before ?? call.Shape) is not { } index || plan.Shapes[index] is not ConvShape first || call.PlaceOf(CallStep.Input) is not { } from)
                continue;

            // A kernel that sums costs is given the shape of a layer, not its result.
            if (call.SumsCosts)
                continue;

            if (first.Reach > from.Border)
                yield return $"'{step.About.Name}' reads {first.Reach} beyond a border of {from.Border}";

            // What a pool makes of the result is a map, which says itself where it lies.
            var last = call.Shape is { } own ? (ConvShape)plan.Shapes[own] : first;
            if (first != last && first.Output != last.Input)
                yield return $"'{step.About.Name}' has two layers that do not fit each other";
            if (!Fits(first.Input, from) || first.IsInputPlanar != from.IsPlanar || (call.PlaceOf(CallStep.Output) is { } to && !Fits(last.Output, to))
                || (call.PlaceOf(CallStep.Residual)?.Border ?? 0) != last.ResidualBorder)
                yield return $"'{step.About.Name}' is specialised to other places than it has";
        }
    }

    /// <summary>Goes back from a step to those which cleared the borders that it reads.</summary>
    private static IEnumerable<string> CleanBorders(Plan plan, int step)
    {
        foreach (var read in plan.Steps[step].Reads.Where(place => place is { Border: > 0, IsPlanar: false }))
        {
            var blocks = Enumerable.Range(0, read.Blocks).Select(block => read.Channel(block * Place.Lanes, Place.Lanes)).ToList();
            for (var i = step - 1; i >= (step >= plan.Head.First ? plan.Head.First : 0) && blocks.Count > 0; i--)
            {
                if (plan.Steps[i].Writes.Any(place => blocks.Any(block => Borders.Spoils(place, block))))
                    break;

                if (plan.Steps[i].Clear is { } cleared)
                    blocks.RemoveAll(block => Borders.Contains(cleared, block));
            }

            if (blocks.Count > 0)
                yield return $"step {step} ({plan.Steps[step].About.Name}) reads {blocks.Count} blocks whose border nobody has cleared";
        }
    }

    private static bool Fits(ConvSide side, Place place) =>
        side == new ConvSide(place.Channels, place.Height, place.Width, place.Border);
}
