using System;
using System.Collections.Generic;

namespace NetSpec.Runtime.Paths.Bounds;

/// <summary>Runs a network over labelled samples, many at a time, and keeps their margins.</summary>
internal sealed class MarginPass
{
    private const int Chunk = 256;

    private readonly ForwardPass _forward;
    private readonly List<double> _margins = [];
    private readonly List<int> _labels = [];
    private readonly int _classes;
    private float[] _samples = [], _outputs = [];

    public MarginPass(ForwardPass? forward, BoundConstants constants)
    {
        _forward = forward ?? throw new InvalidOperationException(
            $"Margins are taken of one output of one input, batch first; compute the outputs and give them to "
            + $"{nameof(MarginDistribution)}.{nameof(MarginDistribution.Margins)}.");
        (SampleSize, _classes) = ((int)constants.InputDimension, (int)constants.OutputDimension);
    }

    /// <summary>The numbers of a sample.</summary>
    public int SampleSize { get; }

    /// <summary>Takes up a sample, which is copied.</summary>
    /// <exception cref="ArgumentException">The label is no class.</exception>
    public void Add(ReadOnlySpan<float> sample, int label)
    {
        MarginDistribution.CheckLabel(label, _margins.Count + _labels.Count, _classes, "labels");
        var at = _labels.Count * SampleSize;
        if (_samples.Length < at + SampleSize)
            Array.Resize(ref _samples, Math.Min(Math.Max(2 * _labels.Count, 1), Chunk) * SampleSize);

        sample.CopyTo(_samples.AsSpan(at));
        _labels.Add(label);
        if (_labels.Count == Chunk)
            Run();
    }

    /// <summary>The margins of all samples.</summary>
    /// <exception cref="ArgumentException">A margin is not finite, since outputs are not.</exception>
    public MarginDistribution Distribution()
    {
        Run();
        return _margins.FindIndex(margin => !double.IsFinite(margin)) is >= 0 and var odd
            ? throw new ArgumentException(
                FormattableString.Invariant($"Sample {odd} has outputs that are infinite or NaN, so it has no margin (it came out as {_margins[odd]}). ")
                + "Either its numbers or the network's parameters leave the range of floats.", "samples")
            : new(_margins);
    }

    private void Run()
    {
        if (_labels.Count == 0)
            return;
        if (_outputs.Length < _labels.Count * _classes)
            _outputs = new float[_labels.Count * _classes];

        var results = _outputs.AsSpan(0, _labels.Count * _classes);
        _forward(_samples.AsSpan(0, _labels.Count * SampleSize), results, _labels.Count);
        _margins.AddRange(MarginDistribution.Margins(results, [.. _labels]));
        _labels.Clear();
    }
}
