using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels;

/// <summary>
/// A workspace whose maps lie between guards. All of it starts as a pattern that no kernel computes; afterwards
/// everything but what the kernel had to write must still hold that pattern.
/// </summary>
internal sealed class Arena : IDisposable
{
    private const int Guard = 48;

    private readonly Workspace _workspace;
    private readonly bool[] _open;
    private int _used;

    public Arena(SimdLevel simd, int images, int size)
    {
        _workspace = new Workspace(size, images, simd);
        _open = new bool[size];
        var run = Begin();
        for (var n = 0; n < images; n++)
        {
            var all = run.Vector(n, 0, size);
            for (var i = 0; i < size; i++)
            {
                all[i] = Pattern(i);
            }
        }
    }

    public int Images => _workspace.Images;

    public static IEnumerable<SimdLevel> Levels => Enum.GetValues<SimdLevel>().Where(SimdLevels.IsSupported);

    /// <summary>Floats that maps of these shapes need, with their guards.</summary>
    public static int SizeOf(params ReadOnlySpan<Map> maps)
    {
        var size = 2 * Guard;
        foreach (var map in maps)
        {
            size += Floats(map) + Guard;
        }

        return size;
    }

    public Run Begin(int threads = 1) => new Run(_workspace, _workspace.Images, threads);

    /// <summary>Room for a map, planar or in blocks.</summary>
    public Map Place(int channels, int height, int width, int border, bool planar = false)
    {
        var lanes = planar ? 1 : 16;
        _used += Guard;
        var map = new Map(_used + (border * (width + (2 * border) + 1) * lanes), channels, height, width, border);
        if (planar)
        {
            // Planar maps start on a cache line by their first interior element too.
            map = new Map((map.Offset + 15) / 16 * 16, channels, height, width, border);
        }

        _used = (_used + Floats(map, planar) + 31) / 16 * 16;
        Assert.True(_used + Guard <= _workspace.SampleSize, $"{_used + Guard} floats are needed");
        return map;
    }

    /// <summary>Index of a value in a sample's region.</summary>
    public static int At(Map map, int channel, int row, int column, bool planar = false)
    {
        var width = map.Width + (2 * map.Border);
        var height = map.Height + (2 * map.Border);
        return planar
            ? map.Offset + (((channel * height) + row) * width) + column
            : map.Offset + (((((channel / 16) * height) + row) * width + column) * 16) + (channel % 16);
    }

    /// <summary>Writes a sample's values, a border of zeros and padded lanes of zeros.</summary>
    public void Write(Map map, int image, Tensor values, bool planar = false)
    {
        var region = Begin().Vector(image, 0, _workspace.SampleSize);
        var channels = planar ? map.Channels : (map.Channels + 15) / 16 * 16;
        for (var c = 0; c < channels; c++)
        {
            for (var y = -map.Border; y < map.Height + map.Border; y++)
            {
                for (var x = -map.Border; x < map.Width + map.Border; x++)
                {
                    var inside = c < map.Channels && y >= 0 && y < map.Height && x >= 0 && x < map.Width;
                    region[At(map, c, y, x, planar)] = inside ? (float)values[c, y, x] : 0;
                    _open[At(map, c, y, x, planar)] = true;
                }
            }
        }
    }

    /// <summary>The values of a sample; its padded lanes must be zero.</summary>
    public Tensor Read(Map map, int image, bool planar = false)
    {
        var region = Begin().Vector(image, 0, _workspace.SampleSize);
        var result = new Tensor(map.Channels, map.Height, map.Width);
        var channels = planar ? map.Channels : (map.Channels + 15) / 16 * 16;
        for (var c = 0; c < channels; c++)
        {
            for (var y = 0; y < map.Height; y++)
            {
                for (var x = 0; x < map.Width; x++)
                {
                    var value = region[At(map, c, y, x, planar)];
                    if (c < map.Channels)
                    {
                        result[c, y, x] = value;
                    }
                    else
                    {
                        Assert.True(value == 0, $"padded lane {c} of {map} at {y},{x} is {value}");
                    }
                }
            }
        }

        return result;
    }

    /// <summary>Declares that kernels write these channels' interior (and lanes past the last one).</summary>
    public void Open(Map map, int channel = 0, int channels = -1, bool border = false, bool planar = false)
    {
        var last = channels < 0 ? (planar ? map.Channels : (map.Channels + 15) / 16 * 16) : channel + channels;
        var margin = border ? map.Border : 0;
        for (var c = channel; c < last; c++)
        {
            for (var y = -margin; y < map.Height + margin; y++)
            {
                for (var x = -margin; x < map.Width + margin; x++)
                {
                    _open[At(map, c, y, x, planar)] = true;
                }
            }
        }
    }

    /// <summary>Everything not opened or written by the test still has its pattern.</summary>
    public void CheckGuards()
    {
        for (var n = 0; n < Images; n++)
        {
            var region = Begin().Vector(n, 0, _workspace.SampleSize);
            for (var i = 0; i < region.Length; i++)
            {
                if (!_open[i] && region[i] != Pattern(i))
                {
                    Assert.Fail($"float {i} of sample {n} was overwritten with {region[i]}");
                }
            }
        }
    }

    public void Dispose() => _workspace.Dispose();

    private static float Pattern(int index) => -1e6f - (index % 1021);

    private static int Floats(Map map, bool planar = false) =>
        (planar ? map.Channels : (map.Channels + 15) / 16 * 16) * (map.Height + (2 * map.Border)) * (map.Width + (2 * map.Border)) + 32;
}
