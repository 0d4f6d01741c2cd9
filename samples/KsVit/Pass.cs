using System;
using System.Diagnostics;
using System.Linq;

namespace Samples.KsVit;

/// <summary>One image, or its tokens, through a compiled network.</summary>
/// <param name="Parameters">The network's parameters.</param>
/// <param name="MultiplyAdds">Its multiply-adds.</param>
/// <param name="Run">Runs it on so many threads.</param>
public sealed record Pass(long Parameters, long MultiplyAdds, Action<int> Run)
{
    /// <summary>The forward pass of a compiled class, as its delegate.</summary>
    public delegate void Forward(ReadOnlySpan<float> x, Span<float> y, int batch, int threads);

    /// <summary>A network with its forward pass.</summary>
    public static Pass Of(long parameters, long multiplyAdds, int inputSize, int outputSize, Forward forward)
    {
        ArgumentNullException.ThrowIfNull(forward);
        float[] x = [.. Enumerable.Range(0, inputSize).Select(i => MathF.Sin(i * 1.7f % 6.2831853f))];
        var y = new float[outputSize];
        return new(parameters, multiplyAdds, threads => forward(x, y, 1, threads));
    }

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

    private static TimeSpan Fastest(TimeSpan fastest, Pass pass, int threads)
    {
        var start = Stopwatch.GetTimestamp();
        pass.Run(threads);
        var time = Stopwatch.GetElapsedTime(start);
        return time < fastest ? time : fastest;
    }
}
