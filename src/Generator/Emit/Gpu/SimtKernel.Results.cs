using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Generator.Emit.Gpu;

/// <summary>How sums become results: the relu, and the way to device memory.</summary>
internal sealed partial class SimtKernel
{
    private void Results()
    {
        if (IsBatchLast)
        {
            BatchLastResults();
        }
        else if (_shape.IsStaged)
        {
            StagedResults();
        }
        else if (AreRowsJoined)
        {
            JoinedResults();
        }
        else
        {
            ScatteredResults();
        }
    }

    private void BatchLastResults()
    {
        _writer.Line("// Results: a thread stores four samples of one feature at a time.");
        _writer.Line($"var y4 = y.Cast<{Four}>();");
        for (var row = 0; row < OwnRows; row++)
        {
            using (GuardedRow(row))
            {
                _writer.Line($"long at = (long)({Feature($"({Row(row)})", "j0")}) * width;");
                for (var q = 0; q < OwnBatch / 4; q++)
                {
                    _writer.Line($"if ({Column(q)} < width) FactorMath.Store(y4, at + {Column(q)}, {string.Join(", ", Enumerable.Range(4 * q, 4).Select(sample => Sum(row, sample)))}, floor);");
                }
            }
        }
    }

    private void JoinedResults()
    {
        _writer.Line("// Results: a thread stores four features of one sample at a time.");
        _writer.Line($"var y4 = y.Cast<{Four}>();");
        for (var sample = 0; sample < OwnBatch; sample++)
        {
            using (_writer.Open($"if ({Sample(sample)} < batch)"))
            {
                _writer.Line($"long at = {IndexMath.Sum($"(long)({Sample(sample)}) * {CSharp.Literal(_shape.Pattern.Rows / 4)}", IndexMath.Times("i", _shape.Pattern.B / 4))};");
                for (var row = 0; row < OwnRows; row += 4)
                {
                    var guard = _shape.AreRowsRagged ? $"if ({Row(row)} < {CSharp.Literal(_shape.Pattern.B)}) " : "";
                    _writer.Line($"{guard}FactorMath.Store(y4, at + (({Row(row)}) >> 2), {string.Join(", ", Enumerable.Range(row, 4).Select(k => Sum(k, sample)))}, floor);");
                }
            }
        }
    }

    private void ScatteredResults()
    {
        _writer.Line("// Results, one by one: neighbouring rows are not side by side in y, or do not come in fours.");
        for (var sample = 0; sample < OwnBatch; sample++)
        {
            using (_writer.Open($"if ({Sample(sample)} < batch)"))
            {
                _writer.Line($"long at = (long)({Sample(sample)}) * {CSharp.Literal(_shape.Pattern.Rows)};");
                for (var row = 0; row < OwnRows; row++)
                {
                    var guard = _shape.AreRowsRagged ? $"if ({Row(row)} < {CSharp.Literal(_shape.Pattern.B)}) " : "";
                    _writer.Line($"{guard}FactorMath.Store(y, at + {Feature($"({Row(row)})", "j0")}, {Sum(row, sample)}, floor);");
                }
            }
        }
    }

    /// <summary>
    /// Results of interleaved blocks lie side by side in y, but in registers of different threads. They meet in shared memory,
    /// one sample of each thread at a time, and leave in runs: of a round, each thread stores as many as it has rows.
    /// </summary>
    private void StagedResults()
    {
        var tile = _shape.Tile;
        _writer.Line("// Results of the blocks lie side by side in y. They meet in shared memory, as [sample][block][k], and leave in runs.");
        _writer.Line($"var staged = xs4.SubView((tn * {CSharp.Literal(tile.Interleaved)} + jj) * {CSharp.Literal(_shape.StagedRows / 4)} + tk);");
        Outlets();
        for (var sample = 0; sample < OwnBatch; sample++)
        {
            _writer.Line("Group.Barrier();");
            for (var row = 0; row < OwnRows; row += 4)
            {
                _writer.Line($"staged[{CSharp.Literal(row / 4 * _shape.RowThreads)}] = new Float4({string.Join(", ", Enumerable.Range(row, 4).Select(k => Sum(k, sample)))});");
            }

            _writer.Line("Group.Barrier();");
            var arguments = StagedParameters().Select(parameter => parameter.Name == "n" ? IndexMath.Sum("n0", CSharp.Literal(SampleOffset(sample))) : parameter.Name == "staged" ? "xs" : parameter.Name);
            _writer.Line($"{_method}Staged({string.Join(", ", arguments)});");
        }
    }

    /// <summary>Which results of a round the thread stores: the same ones in all rounds.</summary>
    private void Outlets()
    {
        var (tile, p) = (_shape.Tile, _shape.Pattern);
        for (var own = 0; own < OwnRows; own++)
        {
            var o = CSharp.Literal(own);
            var (sample, within) = Split(own, OwnRows * _shape.Threads, tile.Rows * tile.Interleaved);
            Declare($"on{o}", sample);
            if (IsOutletOfItsOwn(own))
            {
                Declare($"ow{o}", within);
                Declare($"ok{o}", IndexMath.Divide($"ow{o}", tile.Interleaved));
                Declare($"oj{o}", IndexMath.Modulo($"ow{o}", tile.Interleaved));
                Declare($"of{o}", Feature($"(k0 + ok{o})", $"j0 + oj{o}"));
                if (_shape.AreRowsRagged || _shape.AreBlocksRagged)
                {
                    string[] limits =
                    [
                        .. _shape.AreRowsRagged ? [$"k0 + ok{o} < {CSharp.Literal(p.B)}"] : System.Array.Empty<string>(),
                        .. _shape.AreBlocksRagged ? [$"j0 + oj{o} < {CSharp.Literal(p.D)}"] : System.Array.Empty<string>(),
                    ];
                    _writer.Line($"bool is{o} = {string.Join(" && ", limits)};");
                }

                Declare($"os{o}", $"oj{o} * {CSharp.Literal(_shape.StagedRows)} + ok{o}");
            }
        }
    }

    private void StagedStore()
    {
        var pitch = _shape.Tile.Interleaved * _shape.StagedRows;
        var columns = CSharp.Literal(_shape.Pattern.Rows);
        _writer.Line($"// Stores the {CSharp.Literal(_shape.SampleThreads)} samples in shared memory, every fourth from n, in the order of y.");
        _writer.Parameters($"private static void {_method}Staged(", StagedParameters().Select(parameter => $"{parameter.Type} {parameter.Name}").ToList());
        using (_writer.Braces())
        using (Unchecked.Open(_writer))
        {
            string At(int own) => $"(long)(n + 4 * on{CSharp.Literal(own)}) * {columns} + of{Outlet(own)}";
            string Guard(int own) => $"n + 4 * on{CSharp.Literal(own)} < batch{(_shape.AreRowsRagged || _shape.AreBlocksRagged ? $" && is{Outlet(own)}" : "")}";
            foreach (var own in Enumerable.Range(0, OwnRows))
            {
                _writer.Line($"float v{CSharp.Literal(own)} = staged[on{CSharp.Literal(own)} * {CSharp.Literal(pitch)} + os{Outlet(own)}];");
            }

            using (_writer.Open("if (hasResidual != 0)"))
            {
                foreach (var own in Enumerable.Range(0, OwnRows))
                {
                    _writer.Line($"if ({Guard(own)}) v{CSharp.Literal(own)} += residual[{At(own)}];");
                }
            }

            _writer.Line("");
            foreach (var own in Enumerable.Range(0, OwnRows))
            {
                _writer.Line($"if ({Guard(own)}) FactorMath.Store(y, {At(own)}, v{CSharp.Literal(own)}, floor);");
            }
        }
    }

    private IEnumerable<(string Type, string Name)> StagedParameters()
    {
        var view = $"global::ILGPU.ArrayView<{Element}>";
        yield return ("global::ILGPU.ArrayView<float>", "staged");
        yield return (view, "residual");
        yield return (view, "y");
        foreach (var own in Enumerable.Range(0, OwnRows))
        {
            yield return ("int", $"on{CSharp.Literal(own)}");
        }

        foreach (var own in Enumerable.Range(0, OwnRows).Where(IsOutletOfItsOwn))
        {
            yield return ("int", $"of{CSharp.Literal(own)}");
            yield return ("int", $"os{CSharp.Literal(own)}");
            if (_shape.AreRowsRagged || _shape.AreBlocksRagged)
                yield return ("bool", $"is{CSharp.Literal(own)}");
        }

        yield return ("int", "n");
        yield return ("int", "batch");
        yield return ("float", "floor");
        yield return ("int", "hasResidual");
    }

    /// <summary>Whether a result is of another feature than those before it: all are of one where a round of threads is whole samples.</summary>
    private bool IsOutletOfItsOwn(int own) => OutletOf(own) == own;

    private string Outlet(int own) => CSharp.Literal(OutletOf(own));

    private int OutletOf(int own)
    {
        var run = _shape.Tile.Rows * _shape.Tile.Interleaved;
        return _shape.Threads % run == 0 ? 0 : run % _shape.Threads == 0 ? own % (run / _shape.Threads) : own;
    }

    /// <summary>Opens the block of a row of the thread, under a guard where its tile may reach beyond the last row.</summary>
    private SourceWriter.Block GuardedRow(int row) =>
        _shape.AreRowsRagged ? _writer.Open($"if ({Row(row)} < {CSharp.Literal(_shape.Pattern.B)})") : _writer.Braces();
}
