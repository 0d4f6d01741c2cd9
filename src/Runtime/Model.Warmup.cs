using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NetSpec.Runtime;

public abstract partial class Model
{
    // What .NET takes at most until it compiles methods anew that are called often: twice a tenth of a second, and some time to compile.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(0.4);

    /// <summary>
    /// Pays now what the first calls of <c>Forward</c> would: code is compiled, and again with all optimisations; the memory of passes is
    /// allocated and touched; threads are started. Takes about half a second, or one pass where that is longer. A program that
    /// was compiled ahead of time runs one pass.
    /// </summary>
    /// <param name="batch">The number of samples that calls will have; kernels of other batches may still have to be compiled.</param>
    /// <param name="threads">How many threads may compute in these calls.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples, or no threads.</exception>
    /// <exception cref="InvalidOperationException">The parameters were edited and not packed.</exception>
    /// <example><code>
    /// var net = Digits.Load("digits.safetensors");
    /// net.Warmup(threads: 2);
    /// </code></example>
    public void Warmup(int batch = 1, int threads = 1)
    {
        CheckBatch(batch);
        CheckThreads(threads);
        if (PassOfZeros(batch, threads) is not { } pass)
            return;

        var start = Stopwatch.GetTimestamp();
        do
        {
            pass();
        }
        while (RuntimeFeature.IsDynamicCodeCompiled && Stopwatch.GetElapsedTime(start) < Settling);
    }

    /// <summary>A call of <c>Forward</c> for inputs of zeros; null for a network without a forward pass.</summary>
    /// <param name="batch">The number of samples.</param>
    /// <param name="threads">How many threads may compute.</param>
    protected virtual Action? PassOfZeros(int batch, int threads) => null;
}
