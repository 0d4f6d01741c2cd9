using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;

namespace NetSpec.Runtime.Paths.Symmetries;

/// <summary>
/// Reads what enters the channels of a layer. The place of a weight is the channel that stands for its source and its
/// position in the kernel; dead sources count for nothing.
/// </summary>
internal sealed class DirectionReader
{
    /// <summary>The place of a bias.</summary>
    private const long BiasPlace = -1;

    private readonly Layer _layer;
    private readonly double[] _theta;
    private readonly LiveChannels _live;
    private readonly StandIn[][] _standIns;
    private readonly int _firstTap;
    private readonly int _taps;

    /// <param name="layer">The layer.</param>
    /// <param name="theta">The network's parameters.</param>
    /// <param name="live">The network's live channels.</param>
    /// <param name="standIns">What stands for each channel of each earlier layer.</param>
    public DirectionReader(Layer layer, double[] theta, LiveChannels live, StandIn[][] standIns)
    {
        (_layer, _theta, _live, _standIns) = (layer, theta, live, standIns);
        (_firstTap, _taps) = layer.Taps;
    }

    /// <summary>
    /// The products of what enters each channel with a few fixed vectors, divided by their norm: as good as equal where
    /// directions are. Zeros where nothing enters.
    /// </summary>
    public double[][] Sketches()
    {
        var sketches = new Sketching([.. Enumerable.Range(0, _layer.Shape.Channels).Select(_ => new double[4])]);
        Walk(ref sketches);
        foreach (var sketch in sketches.Sums)
        {
            var norm = Math.Sqrt(sketch.Sum(value => value * value));
            for (var i = 0; i < sketch.Length && norm > 0; i++)
            {
                sketch[i] /= norm;
            }
        }

        return sketches.Sums;
    }

    /// <summary>The directions of chosen channels that something enters.</summary>
    public IReadOnlyList<Direction> Read(bool[] isChosen)
    {
        var entries = new Entries([.. isChosen.Select(chosen => chosen ? new List<(long, double)>() : null)]);
        Walk(ref entries);
        return [.. entries.Lists.Select((list, channel) => list is null ? null : Direction.Of(channel, list)).OfType<Direction>()];
    }

    private void Walk<TTarget>(ref TTarget target)
        where TTarget : struct, IEntries
    {
        var walk = new Edges<TTarget>(this, target);
        _layer.VisitChannels(ref walk);
        target = walk.Target;
        var pixels = _layer.Shape.Height * _layer.Shape.Width;
        for (var channel = 0; channel < _layer.Shape.Channels; channel++)
        {
            var bias = _layer.BiasOf(channel * pixels);
            if (bias >= 0 && _theta[bias] != 0)
                target.Add(channel, BiasPlace, _theta[bias]);
        }
    }

    private interface IEntries
    {
        void Add(int channel, long place, double value);
    }

    private struct Edges<TTarget>(DirectionReader owner, TTarget target) : IEdgeVisitor
        where TTarget : struct, IEntries
    {
        public TTarget Target = target;

        public void Edge(int target, int operand, int source, int parameter, double constant)
        {
            var from = owner._layer.Inputs[operand];
            var weight = parameter < 0 ? constant : owner._theta[parameter];
            if (weight == 0 || !owner._live[from][source])
                return;

            // The terms of a k-max-pool are compared, not added: there no source stands for another.
            var standIn = owner._layer.ActivationOf(0) == Activation.KMaxPool && owner._layer is NeuronsLayer
                ? new StandIn(from, source, 1)
                : owner._standIns[from][source];
            var tap = owner._taps == 1 ? 0 : ((parameter < 0 ? target : parameter - owner._firstTap) % owner._taps);
            Target.Add(target, (((long)standIn.Layer << 32) + ((long)standIn.Channel * owner._taps)) + tap, weight * standIn.Factor);
        }
    }

    private readonly struct Sketching(double[][] sums) : IEntries
    {
        public double[][] Sums => sums;

        public void Add(int channel, long place, double value)
        {
            for (var i = 0; i < 4; i++)
            {
                sums[channel][i] += value * Direction.Coefficient((place * 4) + i);
            }
        }
    }

    private readonly struct Entries(List<(long Place, double Value)>?[] lists) : IEntries
    {
        public List<(long Place, double Value)>?[] Lists => lists;

        public void Add(int channel, long place, double value) => lists[channel]?.Add((place, value));
    }
}
