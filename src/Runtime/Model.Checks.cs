using System;
using System.Runtime.InteropServices;
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

    /// <summary>Refuses an input of whole numbers whose length is not that of the batch, or that holds one which no token has.</summary>
    /// <param name="name">The argument's name.</param>
    /// <param name="ids">The argument.</param>
    /// <param name="perSample">Numbers a sample.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="vocabulary">The number that all are below.</param>
    /// <param name="batchLast">Whether the samples of each position lie together.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 0 or too large; the message says where.</exception>
    protected static void CheckIds(string name, ReadOnlySpan<int> ids, int perSample, int batch, int vocabulary, bool batchLast = false)
    {
        CheckLength(name, ids.Length, perSample, batch, "holds", "numbers");
        if (ids.IndexOfAnyExceptInRange(0, vocabulary - 1) is >= 0 and var at)
            ThrowId(name, batchLast ? (at % batch, at / batch) : (at / perSample, at % perSample), ids[at], batch, vocabulary);
    }

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

    /// <inheritdoc cref="CheckApart(string, ReadOnlySpan{float}, string, ReadOnlySpan{float})"/>
    protected static void CheckApart(string output, ReadOnlySpan<float> target, string other, ReadOnlySpan<int> values) =>
        CheckApart(output, target, other, MemoryMarshal.Cast<int, float>(values));

    private void CheckPacked(ParameterStore parameters)
    {
        if (!parameters.Watch().IsUntouched(_packedRevision) && parameters.Watch().Change(_packedRevision) is { } change)
            throw new InvalidOperationException(
                $"Since the last {nameof(Pack)}(), {change}: call {nameof(Pack)}() after an edit, so that the network computes with it.");
    }

    private static void CheckLength(string name, int length, int perSample, int batch, string verb, string what = "floats")
    {
        if (length != (long)perSample * batch)
            ThrowLength(name, length, perSample, batch, verb, what);
    }

    private static void ThrowLength(string name, int length, int perSample, int batch, string verb, string what)
    {
        var samples = batch == 1 ? "1 sample is" : $"{batch} samples are {batch} x {perSample} =";
        throw new ArgumentException($"'{name}' {verb} {length} {what}; {samples} {(long)batch * perSample}, and the length must be exactly that.", name);
    }

    private static void ThrowId(string name, (int Sample, int Position) at, int id, int batch, int vocabulary)
    {
        var place = batch == 1 ? $"position {at.Position}" : $"position {at.Position} of sample {at.Sample}";
        throw new ArgumentOutOfRangeException(name, id, $"'{name}' is {id} at {place}; the numbers of tokens are from 0 to {vocabulary - 1}.");
    }
}
