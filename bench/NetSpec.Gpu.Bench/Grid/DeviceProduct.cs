using System;
using System.Diagnostics;
using System.Reflection;
using ILGPU;
using ILGPU.Runtime;
using NetSpec.Bench.Sparse;
using NetSpec.Gpu.Bench.Kernels;

namespace NetSpec.Gpu.Bench.Grid;

/// <summary>A product by an emitted kernel, without bias, residual and relu.</summary>
/// <typeparam name="T">float or Half.</typeparam>
internal sealed class DeviceProduct<T> : IDeviceProduct
    where T : unmanaged
{
    private const int Samples = 256;

    private readonly GpuCase _case;
    private readonly Accelerator _accelerator;
    private readonly FactorLauncher<T> _launcher;
    private readonly RepeatedNumbers<T> _numbers = new(1), _weightNumbers = new(2);
    private readonly DeviceMemory<T> _x, _y, _weights;
    private readonly DeviceMemory<float> _bias;
    private readonly int _stride;

    public DeviceProduct(Accelerator accelerator, Assembly kernels, GpuCase item)
    {
        (_accelerator, _case) = (accelerator, item);
        var (cuda, portable) = (EmittedKernel.Field<T>(kernels, item.Key, "Cuda"), EmittedKernel.Field<T>(kernels, item.Key, "Portable"));
        _launcher = FactorLauncher<T>.Of(accelerator, cuda, portable);
        var multiple = Tiles.StrideMultiple;
        _stride = item.Key.IsBatchLast ? (item.Batch + multiple - 1) / multiple * multiple : item.Batch;
        (_x, _y) = (new(accelerator, "The input"), new(accelerator, "The result"));
        (_weights, _bias) = (new(accelerator, "The weights"), new(accelerator, "The bias"));
        try
        {
            _numbers.Fill(Stream, X);
            _bias.Take(Tiles.Outputs);
            Weights.CopyFromCPU(Stream, Pack());
            Stream.Synchronize();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Name => "netspec";

    private FactorTiles Tiles => _launcher.Tiles;

    private AcceleratorStream Stream => _accelerator.DefaultStream;

    private ArrayView<T> X => _x.Take(Length(_case.Pattern.Columns));

    private ArrayView<T> Y => _y.Take(Length(_case.Pattern.Rows));

    private ArrayView<T> Weights => _weights.Take(Tiles.PackedWeights);

    public double Time(int runs)
    {
        Stream.Synchronize();
        if (_accelerator.AcceleratorType == AcceleratorType.CPU)
        {
            var watch = Stopwatch.GetTimestamp();
            Launch(runs);
            Stream.Synchronize();
            return Stopwatch.GetElapsedTime(watch).TotalSeconds / runs;
        }

        using var start = Stream.AddProfilingMarker();
        Launch(runs);
        using var end = Stream.AddProfilingMarker();
        end.Synchronize();
        return end.MeasureFrom(start).TotalSeconds / runs;
    }

    public void Settle()
    {
    }

    public double Error()
    {
        // NaN in every byte: a result that is not written is not right.
        Y.Cast<byte>().MemSet(Stream, 0xff);
        Launch(1);
        Stream.Synchronize();
        var random = new Random(3);
        var (square, difference) = (0.0, 0.0);
        var one = new T[1];
        for (var i = 0; i < Samples; i++)
        {
            var row = i == 0 ? _case.Pattern.Rows - 1 : random.NextInt64(_case.Pattern.Rows);
            var sample = i == 0 ? _case.Batch - 1 : random.Next(_case.Batch);
            Y.SubView(At(_case.Pattern.Rows, row, sample), 1).CopyToCPU(Stream, one);
            Stream.Synchronize();
            var exact = Exact(row, sample);
            square += exact * exact;
            difference += Math.Pow(RepeatedNumbers<T>.Number(one[0]) - exact, 2);
        }

        return Math.Sqrt(difference / square);
    }

    public void Dispose()
    {
        _x.Dispose();
        _y.Dispose();
        _weights.Dispose();
        _bias.Dispose();
    }

    private void Launch(int runs)
    {
        var bias = _bias.Take(Tiles.Outputs);
        for (var i = 0; i < runs; i++)
        {
            _launcher.Launch(Stream, X, Weights, bias, default, Y, _case.Batch, _stride, relu: false);
        }
    }

    private long Length(long features) => features * (_case.Key.IsBatchLast ? _stride : _case.Batch);

    private long At(long features, long feature, long sample) => _case.Key.IsBatchLast ? (feature * _stride) + sample : (sample * features) + feature;

    private double Exact(long row, long sample)
    {
        var p = _case.Pattern;
        var (i, k, j) = (row / p.D / p.B, row / p.D % p.B, row % p.D);
        var sum = 0.0;
        for (var l = 0L; l < p.C; l++)
        {
            sum += _weightNumbers[Weight(i, k, l, j)] * _numbers[At(p.Columns, (((i * p.C) + l) * p.D) + j, sample)];
        }

        return sum;
    }

    private long Weight(long i, long k, long l, long j) => ((((((i * _case.Pattern.B) + k) * _case.Pattern.C) + l) * _case.Pattern.D) + j);

    /// <summary>Weights as [i·d + j][l padded][k padded].</summary>
    private T[] Pack()
    {
        var p = _case.Pattern;
        var packed = new T[Tiles.PackedWeights];
        for (var block = 0L; block < (long)p.A * p.D; block++)
        {
            for (var l = 0L; l < p.C; l++)
            {
                for (var k = 0L; k < p.B; k++)
                {
                    packed[(((block * Tiles.PaddedDepth) + l) * Tiles.PaddedRows) + k] = RepeatedNumbers<T>.Stored((float)_weightNumbers[Weight(block / p.D, k, l, block % p.D)]);
                }
            }
        }

        return packed;
    }
}
