using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Compiler.Planning.Lowerings;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Storage;

/// <summary>
/// Decides which values share memory. A value may live inside another one: a part of a concat in the concat, a slice in what it is cut from, a 1x1 map
/// in its flattened vector, an operand that a step reads element by element in the step's result. The outermost values own
/// buffers.
/// </summary>
internal sealed class Placement
{
    private readonly Net _net;
    private readonly Readers _readers;
    private readonly Schedule _schedule;
    private readonly Hosts _hosts;
    private readonly int[] _border;
    private readonly bool[] _planar;
    private readonly bool[] _flat;
    private readonly int[] _lastUse;
    private readonly bool[] _tailShared;
    private readonly bool[] _overwrites;

    public Placement(Net net, Readers readers, IReadOnlyList<Group> groups, Schedule schedule)
    {
        _net = net;
        _readers = readers;
        _schedule = schedule;
        var count = net.Nodes.Count;
        _hosts = new Hosts(count);
        _border = [.. net.Nodes.Select(node => readers[node.Id].Select(reader => Reach(node, reader)).DefaultIfEmpty(0).Max())];
        _planar = [.. net.Nodes.Select(IsPlanarInput)];
        _flat = [.. net.Nodes.Select(node => node.Shape.IsVector)];
        _lastUse = [.. net.Nodes.Select(node => schedule.LastUse(node.Id))];
        _tailShared = new bool[count];
        _overwrites = new bool[count];

        // Later nodes first: the value of a nested concat has found its host before its parts look for theirs.
        foreach (var group in groups.Reverse())
        {
            if (group.Rule.Hosting == Hosting.Parts)
                HostParts(group.Anchor);
            else if (group.Rule.Hosting == Hosting.Whole)
                HostWhole(group.Anchor);
            else if (group.Rule.Hosting == Hosting.Part)
                HostSlice(group.Anchor, ((Slice)group.Anchor.Op).First);
        }

        foreach (var group in groups)
        {
            HostOperand(group);
        }
    }

    /// <summary>
    /// Whether a value was put into another from a channel on: a part of a concat into it, a slice into its operand. Then nothing is to be copied.
    /// </summary>
    public bool IsPart(int value, int host, int channel) => _hosts.IsAt(value, host, channel);

    /// <summary>Whether a map and its flattened vector are the same floats.</summary>
    public bool IsSame(int map, int vector) => _hosts.IsAt(map, vector, 0) || _hosts.IsAt(vector, map, 0);

    /// <summary>Whether the step that computes a value writes over its operand, whose border is clean already.</summary>
    public bool Overwrites(int value) => _overwrites[value];

    /// <summary>The value whose buffer a value lives in.</summary>
    public int Root(int value) => _hosts.Root(value);

    /// <summary>A value's place when its root's buffer starts at <paramref name="start"/>.</summary>
    public Place At(int value, int start)
    {
        var (root, channel) = _hosts.Find(value);
        var whole = Whole(root);
        return (whole with { Offset = checked((int)(start + whole.Lead)) }).Channel(channel, _net.Nodes[value].Shape.Channels);
    }

    /// <summary>A value's form, wherever it lies.</summary>
    public Place Form(int value) => Whole(Root(value)) with { Channels = _net.Nodes[value].Shape.Channels };

    /// <summary>The form of a root, wherever it lies.</summary>
    public Place Whole(int root)
    {
        var shape = _net.Nodes[root].Shape;
        return new Place(0, shape.Channels, shape.Height, shape.Width, _border[root], _planar[root]);
    }

    /// <summary>How far outside a value a reader of it reads.</summary>
    private static int Reach(Node value, Node reader) => OpLowerings.Of(reader).ReachOf(reader.Op, value.Shape, reader.Shape);

    private bool IsPlanarInput(Node node) =>
        OpLowerings.Find(node.Op) is { WritesPlanar: true }
        && node.Shape.IsMap
        && node.Shape.Channels < Place.Lanes
        && _net.Layout == BatchLayout.BatchFirst
        && !_readers.IsOutput(node.Id)
        && _readers[node.Id].Count > 0
        && _readers[node.Id].All(reader => OpLowerings.Of(reader).ReadsPlanar(reader.Op));

    private void HostParts(Node concat)
    {
        var channel = 0;
        for (var i = 0; i < concat.Inputs.Count; i++)
        {
            var part = concat.Inputs[i];
            var channels = _net.Nodes[part].Shape.Channels;
            var isLast = i == concat.Inputs.Count - 1;

            // A part that ends inside a block shares the block's other lanes with its neighbour, which is copied there
            // later. Only the concat may read such a part: anybody else expects zeros in those lanes.
            var sharesTail = channels % Place.Lanes != 0 && (!isLast || _tailShared[concat.Id]);
            if (channel % Place.Lanes == 0
                && _hosts.IsRoot(part)
                && (!sharesTail || _readers.IsPrivate(part))
                && Join(part, concat.Id, channel))
            {
                _tailShared[part] = sharesTail;
            }

            channel += channels;
        }
    }

    private void HostSlice(Node slice, int first)
    {
        // A slice that ends inside a block would have the channels behind it in lanes that its readers expect to be zero.
        var operand = slice.Inputs[0];
        var end = first + slice.Shape.Channels;
        if (first % Place.Lanes == 0
            && (end % Place.Lanes == 0 || end == _net.Nodes[operand].Shape.Channels)
            && _hosts.IsRoot(slice.Id))
        {
            Join(slice.Id, operand, first);
        }
    }

    private void HostWhole(Node flatten)
    {
        var map = flatten.Inputs[0];
        if (_net.Nodes[map].Shape is not { Height: 1, Width: 1 })
            return;

        if (_hosts.IsRoot(map))
        {
            if ((!_tailShared[flatten.Id] || _readers.IsPrivate(map)) && Join(map, flatten.Id, 0))
                _tailShared[map] = _tailShared[flatten.Id];
        }
        else if (_hosts.IsRoot(flatten.Id))
        {
            Join(flatten.Id, map, 0);
        }
    }

    private void HostOperand(Group group)
    {
        var now = _schedule.Written(group.Result);
        foreach (var operand in Overwritable(group))
        {
            if (_hosts.IsRoot(operand) && operand != Root(group.Result) && _lastUse[operand] <= now && Join(operand, group.Result, 0))
            {
                _overwrites[group.Result] = true;
                return;
            }
        }
    }

    /// <summary>The operands a step may write its result over, because it reads each element just before it writes it: not one that is read again.</summary>
    private EquatableArray<int> Overwritable(Group group)
    {
        if (group.Rule.InPlace)
            return group.Anchor.Inputs.Where(operand => _net.Nodes[operand].Shape == group.Anchor.Shape).ToEquatableArray();

        return group.Residual is { } residual && Root(residual) != Root(group.First.Anchor.Inputs[0]) ? EquatableArray.Of(residual) : default;
    }

    /// <summary>Lets a root live in another value from a channel on, unless a vector, which has no border, would get one.</summary>
    private bool Join(int value, int host, int channel)
    {
        var root = Root(host);
        var border = Math.Max(_border[value], _border[root]);
        var flat = _flat[value] || _flat[root];
        if (_planar[value] || (flat && border > 0))
            return false;

        _hosts.Put(value, host, channel);
        _border[root] = border;
        _flat[root] = flat;
        _lastUse[root] = Math.Max(_lastUse[root], _lastUse[value]);
        return true;
    }
}
