using System;
using System.Collections.Generic;
using NetSpec.Hosting;
using NetSpec.Tool.Cli;
using SkiaSharp;

namespace NetSpec.Tool.Samples;

/// <summary>
/// Samples that are pictures: scaled to fill the input's height and width, the middle cut out, each channel v of 0 to 1 as (v - mean) / scale.
/// </summary>
internal sealed class ImageSamples : SampleSource
{
    /// <summary>Pixels that a picture may have: a small file can claim any number.</summary>
    private const long MostPixels = 1 << 28;

    private readonly IReadOnlyList<string> _paths;
    private readonly HostedPort _input;
    private readonly float[] _mean, _scale;
    private int _next;

    /// <param name="paths">PNG or JPEG files, a sample each.</param>
    /// <param name="input">The input: 1 channel is grey, 3 are red, green and blue.</param>
    /// <param name="mean">For each channel, or one for all.</param>
    /// <param name="scale">For each channel, or one for all.</param>
    /// <exception cref="ToolException">The input is no picture.</exception>
    public ImageSamples(IReadOnlyList<string> paths, HostedPort input, float[] mean, float[] scale)
    {
        if (input.Dims is not [1 or 3, _, _])
            throw new ToolException($"pictures are for an input of 1 or 3 channels x height x width, and '{input.Name}' is {string.Join('x', input.Dims)}.");
        foreach (var (name, values) in new[] { ("--mean", mean), ("--scale", scale) })
        {
            if (values.Length != 1 && values.Length != input.Dims[0])
                throw ToolException.Usage(FormattableString.Invariant($"{name} has {values.Length} numbers; '{input.Name}' has {input.Dims[0]} channels."));
        }

        (_paths, _input, _mean, _scale) = (paths, input, mean, scale);
    }

    public override long? Count => _paths.Count;

    public override int Read(float[][] inputs, int most)
    {
        var samples = Math.Min(most, _paths.Count - _next);
        for (var i = 0; i < samples; i++)
        {
            using var picture = Fitted(_paths[_next + i]);
            Copy(picture, inputs[0].AsSpan(i * _input.Size, _input.Size));
        }

        _next += samples;
        return samples;
    }

    public override long Skip(long samples)
    {
        var skipped = (int)Math.Min(samples, _paths.Count - _next);
        _next += skipped;
        return skipped;
    }

    /// <summary>The middle of a picture, as large as the input.</summary>
    private SKBitmap Fitted(string path)
    {
        using var codec = SKCodec.Create(path) ?? throw new ToolException($"'{path}' is no picture that can be read: PNG and JPEG are.");
        if ((long)codec.Info.Width * codec.Info.Height > MostPixels)
            throw new ToolException($"'{path}' has {codec.Info.Width}x{codec.Info.Height} pixels; {MostPixels} in all are the most.");
        using var picture = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        if (codec.GetPixels(picture.Info, picture.GetPixels()) is not SKCodecResult.Success)
            throw new ToolException($"'{path}' is damaged.");

        var (width, height) = (_input.Dims[2], _input.Dims[1]);
        if (picture.Width == width && picture.Height == height)
            return picture.Copy();
        var factor = Math.Max((double)width / picture.Width, (double)height / picture.Height);
        var (wide, high) = (Math.Max(width, (int)Math.Round(picture.Width * factor)), Math.Max(height, (int)Math.Round(picture.Height * factor)));
        using var scaled = picture.Resize(picture.Info.WithSize(wide, high), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        var cut = new SKBitmap(picture.Info.WithSize(width, height));
        return scaled.ExtractSubset(cut, SKRectI.Create((wide - width) / 2, (high - height) / 2, width, height))
            ? cut.Copy() : throw new ToolException($"'{path}' cannot be scaled.");
    }

    private void Copy(SKBitmap picture, Span<float> target)
    {
        var (channels, area) = (_input.Dims[0], picture.Width * picture.Height);
        var bytes = picture.GetPixelSpan();
        for (var i = 0; i < area; i++)
        {
            var pixel = bytes.Slice((i / picture.Width * picture.RowBytes) + (i % picture.Width * 4), 4);
            for (var channel = 0; channel < channels; channel++)
            {
                // Grey by the weights of Rec. 601, as is usual.
                var value = channels == 3 ? pixel[channel] : (0.299f * pixel[0]) + (0.587f * pixel[1]) + (0.114f * pixel[2]);
                target[(channel * area) + i] = ((value / 255) - _mean[channel % _mean.Length]) / _scale[channel % _scale.Length];
            }
        }
    }
}
