using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using NetSpec.Formats.Tensors;
using NetSpec.Hosting;
using NetSpec.Runtime.Weights;
using NetSpec.Tool.Cli;

namespace NetSpec.Tool.Samples;

/// <summary>Samples in tensors: one for each input, samples x its shape, or its shape alone for one sample.</summary>
internal sealed class TensorSamples : SampleSource
{
    private readonly IDisposable? _file;
    private readonly string _name;
    private readonly IReadOnlyList<HostedPort> _inputs;
    private readonly (TensorEntry Tensor, int Size, float[]? Values)[] _tensors;
    private long _next;

    /// <param name="file">Closed at the end.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="tensors">A tensor for each input.</param>
    /// <param name="inputs">The inputs.</param>
    /// <exception cref="ToolException">A tensor does not fit its input, or they have different numbers of samples.</exception>
    public TensorSamples(IDisposable? file, string name, IReadOnlyList<TensorEntry> tensors, IReadOnlyList<HostedPort> inputs)
    {
        (_file, _name, _inputs) = (file, name, inputs);
        var counts = tensors.Zip(inputs, (tensor, input) => CountOf(name, tensor, input)).ToArray();
        if (counts.Distinct().Skip(1).Any())
            throw new ToolException($"'{name}' has different numbers of samples for its inputs: {string.Join(", ", counts)}.");
        Count = counts[0];

        // Floats are read when they are asked for, so that the file may be larger than the memory; other types are turned at once.
        _tensors = [.. tensors.Zip(inputs, (tensor, input) => (tensor, input.Size, tensor.Type == TensorType.F32 ? null : Floats(name, tensor)))];
    }

    public override long? Count { get; }

    public override int Read(float[][] inputs, int most)
    {
        var samples = (int)Math.Min(most, Count!.Value - _next);
        for (var i = 0; samples > 0 && i < _tensors.Length; i++)
        {
            var (tensor, size, values) = _tensors[i];
            var target = inputs[i].AsSpan(0, samples * size);
            if (values is null)
                tensor.ReadBytes(_next * size * sizeof(float), MemoryMarshal.AsBytes(target));
            else
                values.AsSpan(checked((int)(_next * size)), target.Length).CopyTo(target);
        }

        for (var i = 0; i < _inputs.Count; i++)
            CheckTokens(_inputs[i], inputs[i].AsSpan(0, samples * _inputs[i].Size));

        _next += samples;
        return samples;
    }

    public override long Skip(long samples)
    {
        var skipped = Math.Min(samples, Count!.Value - _next);
        _next += skipped;
        return skipped;
    }

    protected override void Dispose(bool disposing)
    {
        _file?.Dispose();
        base.Dispose(disposing);
    }

    private void CheckTokens(HostedPort input, ReadOnlySpan<float> values)
    {
        for (var i = 0; input.Vocabulary is not null && i < values.Length; i++)
        {
            if (WrongToken(input, values[i]) is { } wrong)
                throw new ToolException(FormattableString.Invariant($"'{_name}', sample {_next + (i / input.Size)}, {wrong}"));
        }
    }

    private static long CountOf(string name, TensorEntry tensor, HostedPort input)
    {
        var shape = tensor.Shape.ToArray();
        var dims = input.Dims.Select(dim => (long)dim).ToArray();
        if (shape.SequenceEqual(dims))
            return 1;
        if (shape.Length > 0 && (shape.AsSpan(1).SequenceEqual(dims) || (shape.Length == 2 && shape[1] == input.Size)))
            return shape[0];
        throw new ToolException(
            $"'{name}' has {(shape.Length == 0 ? "one number" : $"{string.Join('x', shape)} numbers")} for the input '{input.Name}'; "
            + $"it takes samples x {string.Join('x', dims)}.");
    }

    private static float[] Floats(string name, TensorEntry tensor)
    {
        try
        {
            return tensor.ToFloats();
        }
        catch (InvalidOperationException exception)
        {
            throw new ToolException($"'{name}': {exception.Message}");
        }
    }
}
