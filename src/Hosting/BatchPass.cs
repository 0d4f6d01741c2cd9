using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Hosting;

/// <summary>
/// Forward passes over batches, with memory that is made once. Arrays are sample after sample whatever the net's layout is: those of a
/// batch-last net are turned on the way in and out.
/// </summary>
/// <example><code>
/// using var pass = new BatchPass(net, model, batch: 32, threads: 2);
/// pass.Run([images], [logits], samples: 20);
/// </code></example>
public sealed class BatchPass : IDisposable
{
    private readonly HostedNet _net;
    private readonly Model _model;
    private readonly Workspace _workspace;
    private readonly float[][] _inputs, _outputs;

    /// <param name="net">The net.</param>
    /// <param name="model">One of its models.</param>
    /// <param name="batch">Samples of a pass at most.</param>
    /// <param name="threads">Threads that compute, the caller's among them.</param>
    public BatchPass(HostedNet net, Model model, int batch = 1, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(net);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        (_net, _model, Batch, Threads) = (net, model, batch, threads);
        _workspace = model.CreateWorkspace(batch);
        _inputs = Turned(net.Inputs);
        _outputs = Turned(net.Outputs);
    }

    /// <summary>Samples of a pass at most.</summary>
    public int Batch { get; }

    /// <summary>Threads that compute.</summary>
    public int Threads { get; }

    /// <summary>Computes the outputs of some samples.</summary>
    /// <param name="inputs">Each input: sample after sample.</param>
    /// <param name="outputs">Each output: sample after sample.</param>
    /// <param name="samples">How many there are, <see cref="Batch"/> at most.</param>
    /// <exception cref="ArgumentException">An array is too short.</exception>
    public void Run(ReadOnlySpan<ReadOnlyMemory<float>> inputs, ReadOnlySpan<Memory<float>> outputs, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples, Batch);
        var sources = new ReadOnlyMemory<float>[_net.Inputs.Count];
        var targets = new Memory<float>[_net.Outputs.Count];
        for (var i = 0; i < sources.Length; i++)
        {
            var size = _net.Inputs[i].Size;
            sources[i] = inputs[i][..(samples * size)];
            if (_net.IsBatchLast)
            {
                Turn(sources[i].Span, _inputs[i], samples, size);
                sources[i] = _inputs[i].AsMemory(0, samples * size);
            }
        }

        for (var i = 0; i < targets.Length; i++)
        {
            var size = samples * _net.Outputs[i].Size;
            targets[i] = _net.IsBatchLast ? _outputs[i].AsMemory(0, size) : outputs[i][..size];
        }

        _net.Forward(_model, sources, targets, samples, _workspace, Threads);
        for (var i = 0; _net.IsBatchLast && i < targets.Length; i++)
        {
            Turn(targets[i].Span, outputs[i].Span, _net.Outputs[i].Size, samples);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _workspace.Dispose();

    private float[][] Turned(IReadOnlyList<HostedPort> ports) => _net.IsBatchLast ? [.. ports.Select(port => new float[checked(Batch * port.Size)])] : [];

    /// <summary>The transpose of a matrix.</summary>
    private static void Turn(ReadOnlySpan<float> from, Span<float> to, int rows, int columns)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                to[(column * rows) + row] = from[(row * columns) + column];
            }
        }
    }
}
