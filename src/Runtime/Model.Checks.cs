using System;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime;

public abstract partial class Model
{
    /// <summary>Refuses a batch of less than one sample.</summary>
    protected static void CheckBatch(int batch)
    {
        if (batch < 1)
            throw new ArgumentOutOfRangeException(nameof(batch), batch, "A batch has at least 1 sample.");
    }

    /// <summary>Refuses a thread count of less than one.</summary>
    protected static void CheckThreads(int threads)
    {
        if (threads < 1)
            throw new ArgumentOutOfRangeException(nameof(threads), threads, "At least 1 thread computes: the caller's own.");
    }

    /// <summary>Refuses an input whose length is not that of the batch.</summary>
    /// <param name="name">The argument's name.</param>
    /// <param name="length">Its length.</param>
    /// <param name="perSample">Floats a sample.</param>
    /// <param name="batch">Samples.</param>
    protected static void CheckInput(string name, int length, int perSample, int batch) => CheckLength(name, length, perSample, batch, "holds");

    /// <summary>Refuses an output whose length is not that of the batch.</summary>
    /// <param name="name">The argument's name.</param>
    /// <param name="length">Its length.</param>
    /// <param name="perSample">Floats a sample.</param>
    /// <param name="batch">Samples.</param>
    protected static void CheckOutput(string name, int length, int perSample, int batch) => CheckLength(name, length, perSample, batch, "has room for");

    /// <summary>
    /// Refuses an output whose length is not that of the batch, or that lies in the parameters; and any pass between an edit of
    /// the parameters and the next <see cref="Pack"/>.
    /// </summary>
    /// <param name="name">The argument's name.</param>
    /// <param name="output">The argument.</param>
    /// <param name="perSample">Floats a sample.</param>
    /// <param name="batch">Samples.</param>
    /// <exception cref="InvalidOperationException">The parameters were edited and not packed.</exception>
    protected void CheckOutput(string name, ReadOnlySpan<float> output, int perSample, int batch)
    {
        CheckLength(name, output.Length, perSample, batch, "has room for");
        if (_parameters is not { } parameters)
            return;

        if (output.Overlaps(parameters.Array))
            throw new ArgumentException($"'{name}' lies in the parameters of the network; give it memory of its own.", name);
        CheckPacked(parameters);
    }

    /// <summary>
    /// Refuses an output that shares memory with another argument: a large batch is computed in several passes, and the
    /// first would overwrite what a later one reads.
    /// </summary>
    protected static void CheckApart(string output, ReadOnlySpan<float> target, string other, ReadOnlySpan<float> values)
    {
        if (target.Overlaps(values))
            throw new ArgumentException($"'{output}' and '{other}' overlap in memory; give '{output}' memory of its own.", output);
    }

    private void CheckPacked(ParameterStore parameters)
    {
        if (!parameters.Watch().IsUntouched(_packedRevision) && parameters.Watch().Change(_packedRevision) is { } change)
            throw new InvalidOperationException(
                $"Since the last {nameof(Pack)}(), {change}: call {nameof(Pack)}() after an edit, so that the network computes with it.");
    }

    private static void CheckLength(string name, int length, int perSample, int batch, string verb)
    {
        if (length != (long)perSample * batch)
            ThrowLength(name, length, perSample, batch, verb);
    }

    private static void ThrowLength(string name, int length, int perSample, int batch, string verb)
    {
        var samples = batch == 1 ? "1 sample is" : $"{batch} samples are {batch} x {perSample} =";
        throw new ArgumentException($"'{name}' {verb} {length} floats; {samples} {(long)batch * perSample}, and the length must be exactly that.", name);
    }
}
