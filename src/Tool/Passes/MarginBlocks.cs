using System;
using System.Linq;
using NetSpec.Hosting;
using NetSpec.Hosting.Jobs;
using NetSpec.Runtime.Paths;
using NetSpec.Tool.Models;

namespace NetSpec.Tool.Passes;

/// <summary>The margins of blocks of samples.</summary>
internal sealed class MarginBlocks : IDisposable
{
    private readonly int _port, _classes;
    private readonly int[] _labels;
    private readonly float[][] _outputs;
    private readonly BatchPass _pass;

    /// <param name="model">The model.</param>
    /// <param name="port">Which output.</param>
    /// <param name="labels">The right class of each sample of the data set.</param>
    /// <param name="threads">Threads that compute.</param>
    public MarginBlocks(LoadedModel model, int port, int[] labels, int threads)
    {
        (_port, _labels, _classes) = (port, labels, model.Host.Outputs[port].Size);
        _outputs = [.. model.Host.Outputs.Select(item => new float[checked(JobIdentity.Block * item.Size)])];
        _pass = new(model.Host, model.Model, JobIdentity.Block, threads);
    }

    /// <inheritdoc cref="DataPass.Measure"/>
    public double[] Of(float[][] inputs, long first, int count)
    {
        _pass.Run([.. inputs.Select(array => (ReadOnlyMemory<float>)array)], [.. _outputs.Select(array => array.AsMemory())], count);
        return MarginDistribution.Margins(_outputs[_port].AsSpan(0, count * _classes), _labels.AsSpan((int)first, count));
    }

    public void Dispose() => _pass.Dispose();
}
