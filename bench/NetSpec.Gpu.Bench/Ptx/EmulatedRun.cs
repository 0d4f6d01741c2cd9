using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Gpu.Bench.Kernels;
using NetSpec.Ptx;

namespace NetSpec.Gpu.Bench.Ptx;

/// <summary>Runs printed kernels in the emulator and compares with double precision.</summary>
internal static class EmulatedRun
{
    // Multiply-adds of one launch that one can wait for.
    private const double MostMultiplyAdds = 3e6;

    /// <summary>Runs some or all groups of a launch.</summary>
    /// <param name="emitted">The kernel.</param>
    /// <param name="kernel">Its PTX.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="hasResidual">Whether something is added.</param>
    /// <exception cref="PtxException">The kernel did what it must not, or computed something else.</exception>
    public static EmulatedResult Run(EmittedKernel emitted, PtxKernel kernel, int batch, bool relu, bool hasResidual)
    {
        var tiles = emitted.Tiles;
        var stride = emitted.Key.IsBatchLast ? (batch + tiles.StrideMultiple - 1) / tiles.StrideMultiple * tiles.StrideMultiple : batch;
        var problem = new FactorProblem(emitted.Key, batch, stride, seed: batch);
        var memory = new PtxDeviceMemory();
        var rows = emitted.Key.Pattern.Rows;
        var y = new byte[problem.Length(rows) * problem.Bytes];
        Array.Fill(y, (byte)0xff);
        (ulong Address, long Length)[] buffers =
        [
            Add("x", problem.X()),
            Add("weights", problem.PackedWeights(tiles)),
            Add("bias", problem.Bias()),
            Add("residual", hasResidual ? problem.Residual() : []),
            (memory.Add("y", y, filled: false), problem.Length(rows)),
        ];
        var floor = relu ? 0f : float.NegativeInfinity;
        var arguments = Arguments(kernel, emitted.TakesAddresses, buffers, [batch, stride, BitConverter.SingleToInt32Bits(floor), hasResidual ? 1 : 0], hasResidual);
        var groups = checked((int)tiles.Groups(batch));
        var chosen = Choose(groups, tiles);
        var launch = PtxEmulator.Launch(kernel, new(groups), new(tiles.Threads), memory, arguments, only: chosen);
        return new(launch, batch, groups, chosen.Count, Compare(problem, tiles, chosen, y, relu, hasResidual));

        (ulong, long) Add(string name, byte[] bytes) => (memory.Add(name, bytes, filled: true), bytes.Length / (name == "bias" ? 4 : problem.Bytes));
    }

    /// <summary>All groups where that is little work; else the first, the last and some between, so that every edge is met.</summary>
    private static List<int> Choose(int groups, FactorTiles tiles)
    {
        var work = (double)tiles.Rows * tiles.Batch * tiles.Interleaved * tiles.PaddedDepth;
        var affordable = (int)Math.Min(groups, Math.Max(MostMultiplyAdds / work, 2));
        return [.. Enumerable.Range(0, affordable).Select(i => (int)((long)i * (groups - 1) / Math.Max(1, affordable - 1))).Distinct()];
    }

    /// <summary>Everything that the groups are to write is right; nothing else is written.</summary>
    /// <returns>The largest error in units of what is tolerated.</returns>
    private static double Compare(FactorProblem problem, FactorTiles tiles, IReadOnlyCollection<int> groups, byte[] y, bool relu, bool hasResidual)
    {
        var p = problem.Key.Pattern;
        var (rowTiles, blockGroups) = ((p.B + tiles.Rows - 1) / tiles.Rows, (p.D + tiles.Interleaved - 1) / tiles.Interleaved);
        var worst = 0.0;
        var expected = new HashSet<long>();
        foreach (var group in groups)
        {
            var k0 = group % rowTiles * tiles.Rows;
            var block = group / rowTiles % (p.A * blockGroups);
            var n0 = group / rowTiles / (p.A * blockGroups) * tiles.Batch;
            var (i, j0) = (block / blockGroups, block % blockGroups * tiles.Interleaved);
            for (var j = j0; j < Math.Min(j0 + tiles.Interleaved, p.D); j++)
            {
                for (var k = k0; k < Math.Min(k0 + tiles.Rows, p.B); k++)
                {
                    for (var n = n0; n < Math.Min(n0 + tiles.Batch, problem.Batch); n++)
                    {
                        var at = problem.At(p.Rows, ((((long)i * p.B) + k) * p.D) + j, n);
                        expected.Add(at);
                        var (value, tolerance) = problem.Expect(i, k, j, n, relu, hasResidual);
                        var error = Math.Abs(problem.Value(y, at) - value) / tolerance;
                        worst = error > worst || double.IsNaN(error) ? error : worst;
                        if (!(error <= 1))
                            throw new PtxException(string.Create(CultureInfo.InvariantCulture, $"y[i={i}][k={k}][j={j}] of sample {n} is {problem.Value(y, at):r}, not {value:r}"));
                    }
                }
            }
        }

        for (var at = 0L; at < problem.Length(p.Rows); at++)
        {
            // Between the last sample and the next feature a kernel may write what it likes.
            var isPadding = problem.Key.IsBatchLast && at % problem.Stride >= problem.Batch;
            if (!isPadding && !expected.Contains(at) && y.AsSpan((int)(at * problem.Bytes), problem.Bytes).ContainsAnyExcept((byte)0xff))
                throw new PtxException(string.Create(CultureInfo.InvariantCulture, $"y[{at}] is written, which is none of what the groups that ran compute"));
        }

        return worst;
    }

    /// <summary>Five views or addresses, then numbers of 4 bytes.</summary>
    private static byte[] Arguments(PtxKernel kernel, bool takesAddresses, (ulong Address, long Length)[] buffers, int[] numbers, bool hasResidual)
    {
        var bytes = new byte[kernel.ParameterBytes];
        var expected = buffers.Length + (takesAddresses ? numbers.Length - 1 : numbers.Length);
        if (kernel.Parameters.Count != expected)
            throw new PtxException(string.Create(CultureInfo.InvariantCulture, $"the kernel has {kernel.Parameters.Count} parameters; {expected} are expected"));

        for (var i = 0; i < expected; i++)
        {
            var target = bytes.AsSpan(kernel.Parameters[i].Offset, kernel.Parameters[i].Bytes);
            if (i >= buffers.Length)
            {
                BitConverter.TryWriteBytes(target, numbers[i - buffers.Length]);
            }
            else
            {
                // Without a residual, a kernel on views has any view and one on addresses has 0.
                var isNone = i == 3 && !hasResidual;
                var (address, length) = isNone ? buffers[0] : buffers[i];
                BitConverter.TryWriteBytes(target, isNone && takesAddresses ? 0 : address);
                if (!takesAddresses)
                    BitConverter.TryWriteBytes(target[8..], length);
            }
        }

        return bytes;
    }
}
