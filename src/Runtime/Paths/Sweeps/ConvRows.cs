using System;
using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths.Sweeps;

/// <summary>
/// A convolution as sums over rows: each weight meets a run of consecutive results in every row, and antecedents a stride
/// apart. A kernel of 1x1 without stride or padding sees the whole map as one row.
/// </summary>
internal readonly ref struct ConvRows
{
    private readonly ConvLayer _conv;
    private readonly Extent _source, _target;
    private readonly int _perGroupIn, _perGroupOut;

    public ConvRows(ConvLayer conv)
    {
        var (source, target) = (conv.Operands[0], conv.Shape);
        if (source.Height == target.Height && source.Width == target.Width && conv.Kernel is (1, 1) && conv.Padding == default && conv.Stride is (1, 1))
            (source, target) = (new(source.Channels, 1, source.Height * source.Width), new(target.Channels, 1, target.Height * target.Width));
        (_conv, _source, _target) = (conv, source, target);
        (_perGroupIn, _perGroupOut) = (source.Channels / conv.Groups, target.Channels / conv.Groups);
    }

    /// <inheritdoc cref="LayerMap.Apply"/>
    public void Apply(double[] weights, double[] operand, double[] result)
    {
        for (var o = 0; o < _target.Channels; o++)
        for (var row = 0; row < _target.Height; row++)
        for (var i = 0; i < _perGroupIn; i++)
        for (var s = 0; s < _conv.Kernel.Height; s++)
        for (var t = 0; t < _conv.Kernel.Width; t++)
        {
            if (!Run(o, row, i, s, t, out var run))
                continue;
            var factor = weights[run.Weight];
            var targets = result.AsSpan(run.Target, run.Count);
            if (run.Step == 1)
            {
                Rows.Add(targets, operand.AsSpan(run.Source, run.Count), factor);
                continue;
            }

            for (var x = 0; x < targets.Length; x++)
            {
                targets[x] += factor * operand[run.Source + (x * run.Step)];
            }
        }
    }

    /// <inheritdoc cref="LayerMap.ApplyTransposed"/>
    public void ApplyTransposed(double[] weights, double[] result, double[] operand)
    {
        for (var o = 0; o < _target.Channels; o++)
        for (var row = 0; row < _target.Height; row++)
        for (var i = 0; i < _perGroupIn; i++)
        for (var s = 0; s < _conv.Kernel.Height; s++)
        for (var t = 0; t < _conv.Kernel.Width; t++)
        {
            if (!Run(o, row, i, s, t, out var run))
                continue;
            var factor = weights[run.Weight];
            var targets = result.AsSpan(run.Target, run.Count);
            if (run.Step == 1)
            {
                Rows.Add(operand.AsSpan(run.Source, run.Count), targets, factor);
                continue;
            }

            for (var x = 0; x < targets.Length; x++)
            {
                operand[run.Source + (x * run.Step)] += factor * targets[x];
            }
        }
    }

    /// <inheritdoc cref="LayerMap.Outer"/>
    public (int First, int Last) Outer(double[] result, double[] operand, double[] sums)
    {
        for (var o = 0; o < _target.Channels; o++)
        for (var row = 0; row < _target.Height; row++)
        for (var i = 0; i < _perGroupIn; i++)
        for (var s = 0; s < _conv.Kernel.Height; s++)
        for (var t = 0; t < _conv.Kernel.Width; t++)
        {
            if (!Run(o, row, i, s, t, out var run))
                continue;
            var targets = result.AsSpan(run.Target, run.Count);
            if (run.Step == 1)
            {
                sums[run.Weight] += Rows.Dot(targets, operand.AsSpan(run.Source, run.Count));
                continue;
            }

            for (var x = 0; x < targets.Length; x++)
            {
                sums[run.Weight] += targets[x] * operand[run.Source + (x * run.Step)];
            }
        }

        return (_conv.Weight, _conv.Weight + (_target.Channels * _perGroupIn * _conv.Kernel.Height * _conv.Kernel.Width) - 1);
    }

    /// <summary>The results in a row that a weight feeds; false when it meets padding only.</summary>
    private bool Run(int o, int row, int i, int s, int t, out ConvRun run)
    {
        run = default;
        var source = (row * _conv.Stride.Height) - _conv.Padding.Top + (s * _conv.Dilation.Height);
        if ((uint)source >= (uint)_source.Height)
            return false;

        var step = _conv.Stride.Width;
        var offset = (t * _conv.Dilation.Width) - _conv.Padding.Left;
        var first = offset >= 0 ? 0 : (step - 1 - offset) / step;
        var end = Math.Min(_target.Width, offset < _source.Width ? ((_source.Width - 1 - offset) / step) + 1 : 0);
        if (end <= first)
            return false;

        var channel = (o / _perGroupOut * _perGroupIn) + i;
        run = new(
            _conv.Weight + ((((((o * _perGroupIn) + i) * _conv.Kernel.Height) + s) * _conv.Kernel.Width) + t),
            _target.At(o, row, first),
            _source.At(channel, source, (first * step) + offset),
            step,
            end - first);
        return true;
    }
}
