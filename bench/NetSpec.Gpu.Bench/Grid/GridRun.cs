using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using ILGPU;
using NetSpec.Bench.Sparse;
using NetSpec.Gpu.Bench.Kernels;

namespace NetSpec.Gpu.Bench.Grid;

/// <summary>
/// Times products against the peers and writes a table. A case whose lines the table has is not run again, so that a run can be
/// stopped and started at any time.
/// </summary>
/// <param name="options">What is asked for.</param>
/// <param name="device">The device.</param>
/// <param name="peer">The peers; null for none.</param>
internal sealed class GridRun(GridOptions options, ComputeDevice device, GpuPeer? peer)
{
    private const string Ours = "netspec";

    private readonly GpuTable _table = new(options.Csv);
    private readonly EnergyMeter? _meter = options.EnergySeconds > 0 ? EnergyMeter.TryOpen(options.NvmlIndex) : null;

    // Results that are off by more are not results.
    private const double SingleTolerance = 1e-4;
    private const double HalfTolerance = 2e-3;

    /// <summary>Runs what the table lacks.</summary>
    /// <returns>How many of our results were wrong.</returns>
    public int Run()
    {
        if (options.EnergySeconds > 0 && _meter is null)
            Console.WriteLine("energy: not reported by NVML");
        var wrong = 0;
        for (var i = 0; i < options.Cases.Count; i++)
        {
            var item = options.Cases[i];
            var names = peer is null ? [] : options.Peers;
            if (names.Append(Ours).All(name => _table.Holds(item, name)))
                continue;

            var rows = Measure(item, names);
            _table.Append(rows);
            wrong += rows.Count(row => row.Implementation == Ours && row.LeftOut.StartsWith("wrong", StringComparison.Ordinal));
            Console.WriteLine(Invariant($"{i + 1}/{options.Cases.Count} {item.Pattern} {item.Precision} batch-{item.Layout}: ") + string.Join(", ", rows.Select(Describe)));
        }

        return wrong;
    }

    private List<GpuRow> Measure(GpuCase item, IReadOnlyList<string> names)
    {
        var leftOut = names.Append(Ours).Select(name => (Name: name, Reason: ReasonToLeaveOut(item, name))).Where(pair => pair.Reason.Length > 0).ToArray();
        List<GpuRow> rows = [.. leftOut.Select(pair => GpuRow.Without(item, pair.Name, pair.Reason))];
        if (leftOut.Any(pair => pair.Name == Ours))
            return rows;

        try
        {
            var kernels = options.Kernels ?? KernelAssembly.Load([item.Key]);
            using var product = Prepare(item, kernels);
            var error = product.Error();
            if (!(error < (item.Key.IsHalf ? HalfTolerance : SingleTolerance)))
            {
                rows.Add(GpuRow.Without(item, Ours, Invariant($"wrong by {error:e1}")));
                return rows;
            }

            List<(ITimed Candidate, double Error)> candidates = [(product, error)];
            if (peer is not null)
            {
                var (found, lacking) = peer.SetUp(item, [.. names.Except(leftOut.Select(pair => pair.Name))]);
                candidates.AddRange(found);
                rows.AddRange(lacking.Select(pair => GpuRow.Without(item, pair.Key, pair.Value)));
            }

            var seconds = Interleaved.Measure([.. candidates.Select(pair => pair.Candidate)], options.Rounds);
            rows.AddRange(candidates.Select((pair, i) => new GpuRow(
                item, pair.Candidate.Name, Interleaved.Median(seconds[i]), seconds[i].Min(), seconds[i].Length, Energy(pair.Candidate, Interleaved.Median(seconds[i])), pair.Error, "")));
        }
        catch (Exception exception) when (exception is InvalidOperationException or ILGPU.Runtime.AcceleratorException)
        {
            rows.Add(GpuRow.Without(item, Ours, exception.Message));
        }
        finally
        {
            peer?.Clear();
        }

        return rows;
    }

    private IDeviceProduct Prepare(GpuCase item, Assembly kernels) => item.Key.IsHalf
        ? new DeviceProduct<ILGPU.Half>(device.Accelerator, kernels, item)
        : new DeviceProduct<float>(device.Accelerator, kernels, item);

    /// <summary>The counter moves some ten times a second: a run has to last.</summary>
    private double Energy(ITimed candidate, double seconds)
    {
        if (_meter is null)
            return double.NaN;

        var runs = (int)Math.Clamp(options.EnergySeconds / seconds, 1, 10_000_000);
        var before = _meter.Joules;
        candidate.Time(runs);
        return (_meter.Joules - before) / runs;
    }

    private string ReasonToLeaveOut(GpuCase item, string name)
    {
        var gib = (item.Bytes + (peer is null ? 0 : item.PeerBytes) + (name == "dense" ? item.DenseBytes : 0)) / (1L << 30);
        return gib > options.MemoryGib ? Invariant($"takes {gib:f1} GiB of {options.MemoryGib:f1}")
            : name == "dense" && item.DenseMultiplyAdds > options.DenseLimit * 1e12 ? Invariant($"takes {item.DenseMultiplyAdds / 1e12:f0} million million multiply-adds")
            : "";
    }

    private static string Describe(GpuRow row) => row.LeftOut.Length > 0 ? $"{row.Implementation} left out ({row.LeftOut})" : Invariant($"{row.Implementation} {row.MedianSeconds * 1e3:f4} ms");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
