using System;
using System.Collections.Generic;
using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>
/// The launches of a program as they are made, and where the value of each node lies. Values between launches have numbers in place of offsets, which are
/// known only when all launches are.
/// </summary>
/// <remarks>
/// Where samples lie one after another, a value of several channels and positions has two orders: position by position, as kernels compute it, and channel
/// by channel, as callers have maps and as a flattened map is. What is channel by channel is also, position by position, the value with both
/// exchanged. Where the samples of a number lie side by side there is one order.
/// </remarks>
internal sealed class DeviceValues(Net net)
{
    private readonly Dictionary<int, GpuValue> _byPosition = [];
    private readonly Dictionary<int, GpuValue> _byChannel = [];
    private readonly List<GpuStep> _steps = [];

    /// <summary>The launches so far, in order.</summary>
    public IReadOnlyList<GpuStep> Steps => _steps;

    /// <summary>How many values between launches there are so far.</summary>
    public int Count { get; private set; }

    private bool IsBatchLast => net.Layout == BatchLayout.BatchLast;

    /// <summary>Adds a launch.</summary>
    public void Add(GpuStep step) => _steps.Add(step);

    /// <summary>A new value between launches, under the next number.</summary>
    public GpuValue New(int channels, int positions) => new(GpuValueKind.Workspace, Count++, channels, positions);

    /// <summary>Says where a node's value lies, position by position.</summary>
    public void Set(int node, GpuValue value)
    {
        _byPosition[node] = value;
        if (IsBatchLast || value.Channels == 1 || value.Positions == 1)
            _byChannel[node] = Exchanged(value);
    }

    /// <summary>Says where an input lies: as the caller has it, channel by channel.</summary>
    public void SetInput(int node, GpuValue value)
    {
        if (IsBatchLast || value.Channels == 1 || value.Positions == 1)
            Set(node, value);
        else
            _byChannel[node] = Exchanged(value);
    }

    /// <summary>Says that a node's value is another one's with channels and positions exchanged.</summary>
    public void SetTurned(int node, int operand)
    {
        if (IsBatchLast)
        {
            var value = ByPosition(operand);
            Set(node, value.Channels == 1 || value.Positions == 1 ? Exchanged(value) : Turned(operand, value));
            return;
        }

        if (_byChannel.TryGetValue(operand, out var turned))
            _byPosition[node] = turned;
        if (_byPosition.TryGetValue(operand, out var same))
            _byChannel[node] = same;
    }

    /// <summary>A node's value as kernels compute it.</summary>
    public GpuValue ByPosition(int node)
    {
        if (!_byPosition.TryGetValue(node, out var value))
        {
            value = Turned(node, _byChannel[node]);
            _byPosition.Add(node, value);
        }

        return value;
    }

    /// <summary>
    /// A node's value channel by channel: its positions are the channels of what is returned, but where the samples of a number lie side by side, where
    /// it is the value as it is.
    /// </summary>
    public GpuValue ByChannel(int node)
    {
        if (!_byChannel.TryGetValue(node, out var value))
        {
            value = Turned(node, _byPosition[node]);
            _byChannel.Add(node, value);
        }

        return value;
    }

    /// <summary>Whether a node's value lies channel by channel in memory already, and in no other order.</summary>
    public bool IsByChannelOnly(int node) => _byChannel.ContainsKey(node) && !_byPosition.ContainsKey(node);

    private GpuValue Turned(int node, GpuValue from)
    {
        var to = New(from.Positions, from.Channels);
        Add(new GpuTurnStep(
            new StepInfo(net.Nodes[node].Name, default, $"channels and positions of {net.Nodes[node].Name} exchanged", net.Nodes[node].Shape, 0, 0), from, to));
        return to;
    }

    private GpuValue Exchanged(GpuValue value) => IsBatchLast ? value : value with { Channels = value.Positions, Positions = value.Channels };
}
