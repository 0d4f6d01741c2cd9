using System;
using System.Diagnostics;
using System.Linq;
using ILGPU.Runtime;

namespace Samples.KsVit;

/// <summary>One image, or its tokens, through a compiled network.</summary>
public sealed class Pass
{
    private readonly Forward _forward;
    private readonly Func<Accelerator, DeviceNetwork> _onDevice;
    private readonly float[] _x;
    private readonly float[] _y;

    /// <param name="parameters">The network's parameters.</param>
    /// <param name="multiplyAdds">Its multiply-adds.</param>
    /// <param name="inputSize">Numbers of the image.</param>
    /// <param name="outputSize">Numbers of the result.</param>
    /// <param name="forward">Computes it on the processor.</param>
    /// <param name="onDevice">Brings it to a device.</param>
    public Pass(long parameters, long multiplyAdds, int inputSize, int outputSize, Forward forward, Func<Accelerator, DeviceNetwork> onDevice)
    {
        (Parameters, MultiplyAdds) = (parameters, multiplyAdds);
        (_forward, _onDevice) = (forward, onDevice);
        _x = [.. Enumerable.Range(0, inputSize).Select(i => MathF.Sin(i * 1.7f % 6.2831853f))];
        _y = new float[outputSize];
    }

    /// <summary>The forward pass of a compiled class, as its delegate.</summary>
    public delegate void Forward(ReadOnlySpan<float> x, Span<float> y, int batch, int threads);

    /// <summary>The network's parameters.</summary>
    public long Parameters { get; }

    /// <summary>Its multiply-adds.</summary>
    public long MultiplyAdds { get; }

    /// <summary>The image, or its tokens.</summary>
    public ReadOnlySpan<float> Input => _x;

    /// <summary>What the last run made of it.</summary>
    public ReadOnlySpan<float> Output => _y;

    /// <summary>The least time of one run among so many rounds, in turn with another's, so that a busy machine slows both.</summary>
    public static (TimeSpan First, TimeSpan Second) InTurn(Pass first, Pass second, int threads, int rounds)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var (a, b) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            a = Fastest(a, first, threads);
            b = Fastest(b, second, threads);
        }

        return (a, b);
    }

    /// <summary>Computes on so many threads.</summary>
    public void Run(int threads) => _forward(_x, _y, 1, threads);

    /// <summary>The network on a device, for the caller to take off again.</summary>
    public DeviceNetwork OnDevice(Accelerator accelerator) => _onDevice(accelerator);

    private static TimeSpan Fastest(TimeSpan fastest, Pass pass, int threads)
    {
        var start = Stopwatch.GetTimestamp();
        pass.Run(threads);
        var time = Stopwatch.GetElapsedTime(start);
        return time < fastest ? time : fastest;
    }
}
