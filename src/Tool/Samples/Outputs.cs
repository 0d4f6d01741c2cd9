using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using NetSpec.Formats.Numpy;
using NetSpec.Formats.Tensors;
using NetSpec.Hosting;
using NetSpec.Tool.Cli;

namespace NetSpec.Tool.Samples;

/// <summary>What a net computed of all samples: an array for each output.</summary>
internal sealed class Outputs(IReadOnlyList<HostedPort> ports)
{
    private readonly List<float>[] _values = [.. ports.Select(_ => new List<float>())];

    /// <summary>How many samples there are.</summary>
    public int Samples => _values[0].Count / ports[0].Size;

    /// <summary>The kinds of files that it is written to.</summary>
    /// <exception cref="ToolException">The file's name is of no such kind.</exception>
    public static void CheckKind(string path, int outputs)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".npz":
            case ".npy" or ".csv" when outputs == 1:
                return;
            case ".npy" or ".csv":
                throw ToolException.Usage($"'{path}' holds one output, and the net has {outputs}; an npz file holds all.");
            default:
                throw ToolException.Usage($"'{path}' is of no kind that outputs are written to: .npy, .npz and .csv are.");
        }
    }

    /// <summary>Adds a batch.</summary>
    public void Add(float[][] outputs, int samples)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i].AddRange(outputs[i].AsSpan(0, samples * ports[i].Size));
        }
    }

    /// <summary>One sample's values of an output.</summary>
    public ReadOnlySpan<float> Of(int output, int sample) => CollectionsMarshal.AsSpan(_values[output]).Slice(sample * ports[output].Size, ports[output].Size);

    /// <summary>Writes a file of the kind that its name says.</summary>
    public void Write(string path, Stream stream)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".npy":
                NpyFile.Write(stream, Tensor(0));
                break;
            case ".csv":
                using (var text = new StreamWriter(stream, leaveOpen: true))
                {
                    WriteLines(text);
                }

                break;
        }
    }

    /// <summary>Writes an archive of all outputs.</summary>
    public void WriteArchive(string path) => NpzArchive.Write(path, [.. ports.Select((_, i) => Tensor(i))]);

    /// <summary>Writes a line a sample: the outputs one after another.</summary>
    public void WriteLines(TextWriter text)
    {
        for (var sample = 0; sample < Samples; sample++)
        {
            var index = sample;
            text.Write(string.Join(',', ports.SelectMany((_, i) => Of(i, index).ToArray())
                .Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture))));
            text.Write('\n');
        }
    }

    private TensorEntry Tensor(int output) =>
        TensorEntry.FromFloats(ports[output].Name, [Samples, .. ports[output].Dims.Select(dim => (long)dim)], _values[output].ToArray());
}
