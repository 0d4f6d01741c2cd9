using System;

namespace Samples.KsVit;

/// <summary>A compiled network on a device, whatever its class.</summary>
/// <param name="owner">The object of that class, which is disposed with this.</param>
/// <param name="forward">Its forward pass.</param>
/// <param name="measure">Its clock: the time of a batch, averaged over some passes.</param>
public sealed class DeviceNetwork(IDisposable owner, DeviceNetwork.Pass forward, Func<int, int, TimeSpan> measure) : IDisposable
{
    /// <summary>The forward pass of a compiled class on a device, as its delegate.</summary>
    public delegate void Pass(ReadOnlySpan<float> x, Span<float> y, int batch);

    /// <summary>Computes the results of a batch.</summary>
    public void Forward(ReadOnlySpan<float> x, Span<float> y, int batch) => forward(x, y, batch);

    /// <summary>The time that the device takes for a batch, averaged over some passes behind one that does not count.</summary>
    public TimeSpan Measure(int batch, int passes) => measure(batch, passes);

    /// <inheritdoc/>
    public void Dispose() => owner.Dispose();
}
