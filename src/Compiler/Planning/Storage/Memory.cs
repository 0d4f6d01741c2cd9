using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Planning.Storage;

/// <summary>The buffers of a program: one for each value that lives in no other, and one for each step's scratch.</summary>
internal sealed class Memory
{
    private readonly Placement _placement;
    private readonly int[] _bufferOf;
    private readonly List<BufferRequest> _requests = [];
    private readonly Dictionary<int, int> _scratch = [];
    private readonly long[] _offsets;
    private readonly int _keeping;

    public Memory(Net net, Schedule schedule, Placement placement, KernelChoices choices)
    {
        _placement = placement;
        _bufferOf = [.. Enumerable.Repeat(-1, net.Nodes.Count)];
        RequestValues(net, schedule);
        RequestScratch(choices);
        _offsets = new long[_requests.Count];
        _keeping = schedule.Keeping;
        Size = Pad(Allocate(isHead: false));
        HeadSize = Allocate(isHead: true) is > 0 and var size ? Pad(size) : 0;
    }

    /// <summary>Floats a sample, those of the head not counted.</summary>
    public int Size { get; }

    /// <summary>Floats a sample that the head has for itself; 0 where there is none.</summary>
    public int HeadSize { get; }

    public IReadOnlyList<BufferRequest> Requests => _requests;

    public int Offset(int buffer) => (int)_offsets[buffer];

    /// <summary>Whether a buffer is in the head's memory.</summary>
    public bool IsHead(int buffer) => _requests[buffer].First >= _keeping;

    /// <summary>The buffer a value lives in, negative when it is never stored.</summary>
    public int BufferOf(int value) => _bufferOf[value];

    public Place PlaceOf(int value) => _placement.At(value, Offset(_bufferOf[value]));

    /// <summary>Where an operation's scratch starts; null when it has none.</summary>
    public Place? ScratchOf(int operation) => _scratch.TryGetValue(operation, out var buffer)
        ? new Place(Offset(buffer), (int)_requests[buffer].Size, 1, 1, 0, false)
        : null;

    /// <summary>Gives the buffers of the body, or of the head, their offsets, and tells where they end.</summary>
    private long Allocate(bool isHead)
    {
        int[] buffers = [.. Enumerable.Range(0, _requests.Count).Where(buffer => IsHead(buffer) == isHead)];
        var offsets = BufferAllocator.Place([.. buffers.Select(buffer => _requests[buffer])], out var total);
        for (var i = 0; i < buffers.Length; i++)
        {
            _offsets[buffers[i]] = offsets[i];
        }

        return total;
    }

    private void RequestValues(Net net, Schedule schedule)
    {
        var members = Enumerable.Range(0, net.Nodes.Count).Where(value => schedule.Written(value) >= 0).GroupBy(_placement.Root);
        foreach (var member in members.OrderBy(group => group.Min(schedule.Written)))
        {
            foreach (var value in member)
            {
                _bufferOf[value] = _requests.Count;
            }

            _requests.Add(new BufferRequest(Measure(_placement.Whole(member.Key)), member.Min(schedule.Written), member.Max(schedule.LastUse)));
        }
    }

    private void RequestScratch(KernelChoices choices)
    {
        foreach (var (operation, size) in choices.Scratch)
        {
            _scratch[operation] = _requests.Count;
            _requests.Add(new BufferRequest(Place.RoundUp(size), operation, operation));
        }
    }

    /// <summary>A place's size, after a look whether it can be computed at all: a border may be as wide as any padding.</summary>
    private static long Measure(Place place)
    {
        var floats = (double)place.Blocks * Place.Lanes * (place.Height + (2d * place.Border)) * (place.Width + (2d * place.Border));
        return floats <= PlanTooLargeException.Limit * 2d ? place.Size : throw new PlanTooLargeException((long)Math.Min(floats, 1e18));
    }

    /// <summary>
    /// An odd number of cache lines: then no two of up to 64 samples lie a multiple of 4 KiB apart, which would put
    /// them in the same sets of the first-level cache.
    /// </summary>
    private static int Pad(long total)
    {
        var lines = Math.Max(1, total / Place.Lanes) | 1;
        return lines * Place.Lanes <= PlanTooLargeException.Limit ? (int)lines * Place.Lanes : throw new PlanTooLargeException(total);
    }
}
