using System.Linq;
using NetSpec.Generator.Planning.Gpu;

namespace NetSpec.Generator.Emit.Gpu;

/// <summary>How sums become results: bias, residual and relu, and the way to device memory.</summary>
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
        else
        {
            BatchFirstResults();
        }
    }

    private void BatchLastResults()
    {
        _writer.Line("// Results: a thread stores four samples of one feature at a time.");
        _writer.Line($"var y4 = y.Cast<{Four}>();");
        _writer.Line($"var residual4 = residual.Cast<{Four}>();");
        for (var row = 0; row < OwnRows; row++)
        {
            using (GuardedRow(RowOffset(row)))
            {
                _writer.Line($"int feature = {Feature("k", "j0")};");
                _writer.Line("float b = bias[feature];");
                _writer.Line("long at = (long)feature * width + first + tn;");
                for (var q = 0; q < OwnBatch / 4; q++)
                {
                    var (skip, sums) = (CSharp.Literal(q * _shape.SampleThreads), string.Join(", ", Enumerable.Range(4 * q, 4).Select(sample => Sum(row, sample))));
                    _writer.Line($"if ({IndexMath.Sum("first", "tn", skip)} < width) FactorMath.Store(y4, residual4, {IndexMath.Sum("at", skip)}, new Float4({sums}), new Float4(b, b, b, b), floor, hasResidual);");
                }
            }
        }
    }

    private void BatchFirstResults()
    {
        var p = _shape.Pattern;
        var byFours = p.D == 1 && p.B % SimtShape.Vector == 0;
        _writer.Line(byFours ? "// Results: a thread stores four features of one sample at a time." : "// Results, one by one: neighbouring rows are not side by side in y, or do not come in fours.");
        if (byFours)
        {
            _writer.Line($"var y4 = y.Cast<{Four}>();");
            _writer.Line($"var residual4 = residual.Cast<{Four}>();");
            _writer.Line("var bias4 = bias.Cast<Float4>();");
        }

        var step = byFours ? 4 : 1;
        for (var row = 0; row < OwnRows; row += step)
        {
            using (GuardedRow(RowOffset(row)))
            {
                _writer.Line(byFours ? $"int four = {IndexMath.Sum(IndexMath.Times("i", p.B / 4), "(k >> 2)")};" : $"int feature = {Feature("k", "j0")};");
                _writer.Line(byFours ? "var b = bias4[four];" : "float b = bias[feature];");
                for (var sample = 0; sample < OwnBatch; sample++)
                {
                    var n = IndexMath.Sum("n0", "4 * tn", CSharp.Literal(SampleOffset(sample)));
                    var line = byFours
                        ? $"FactorMath.Store(y4, residual4, (long)({n}) * {CSharp.Literal(p.Rows / 4)} + four, new Float4({string.Join(", ", Enumerable.Range(row, 4).Select(k => Sum(k, sample)))}), b, floor, hasResidual);"
                        : $"FactorMath.Store(y, residual, (long)({n}) * {CSharp.Literal(p.Rows)} + feature, {Sum(row, sample)}, b, floor, hasResidual);";
                    _writer.Line($"if ({n} < batch) {line}");
                }
            }
        }
    }

    /// <summary>
    /// Results of interleaved blocks lie side by side in y, but in registers of different threads. They meet in shared memory,
    /// one sample of each thread at a time, and leave in runs.
    /// </summary>
    private void StagedResults()
    {
        _writer.Line("// Results of the blocks lie side by side in y. They meet in shared memory, as [sample][block][k], and leave in runs.");
        _writer.Line($"var staged = xs4.SubView((tn * {CSharp.Literal(_shape.Tile.Interleaved)} + jj) * {CSharp.Literal(_shape.StagedRows / 4)} + tk);");
        for (var sample = 0; sample < OwnBatch; sample++)
        {
            _writer.Line("Group.Barrier();");
            for (var row = 0; row < OwnRows; row += 4)
            {
                _writer.Line($"staged[{CSharp.Literal(row / 4 * _shape.RowThreads)}] = new Float4({string.Join(", ", Enumerable.Range(row, 4).Select(k => Sum(k, sample)))});");
            }

            _writer.Line("Group.Barrier();");
            _writer.Line($"{_method}Staged(xs, bias, residual, y, t, i, j0, k0, {IndexMath.Sum("n0", CSharp.Literal(SampleOffset(sample)))}, batch, floor, hasResidual);");
        }
    }

    private void StagedStore()
    {
        var (p, tile) = (_shape.Pattern, _shape.Tile);
        var run = tile.Rows * tile.Interleaved;
        var view = $"global::ILGPU.ArrayView<{Element}>";
        _writer.Line($"// Stores the {CSharp.Literal(_shape.SampleThreads)} samples in shared memory, every fourth from n, in the order of y.");
        string[] parameters =
        [
            "global::ILGPU.ArrayView<float> staged", "global::ILGPU.ArrayView<float> bias", $"{view} residual", $"{view} y",
            "int t", "int i", "int j0", "int k0", "int n", "int batch", "float floor", "int hasResidual",
        ];
        _writer.Parameters($"private static void {_method}Staged(", parameters);
        using (_writer.Braces())
        using (_writer.Open($"for (int at = t; at < {CSharp.Literal(_shape.SampleThreads * run)}; at += {CSharp.Literal(_shape.Threads)})"))
        {
            _writer.Line($"int tn = {IndexMath.Bare(IndexMath.Divide("at", run))}, within = {IndexMath.Bare(IndexMath.Modulo("at", run))};");
            _writer.Line($"int k = {IndexMath.Bare(IndexMath.Divide("within", tile.Interleaved))}, jj = {IndexMath.Bare(IndexMath.Modulo("within", tile.Interleaved))};");
            var guards = $"n + 4 * tn < batch{(_shape.AreRowsRagged ? $" && k0 + k < {CSharp.Literal(p.B)}" : "")}{(_shape.AreBlocksRagged ? $" && j0 + jj < {CSharp.Literal(p.D)}" : "")}";
            using (_writer.Open($"if ({guards})"))
            {
                _writer.Line($"int feature = {Feature("(k0 + k)", "j0 + jj")};");
                _writer.Line($"float sum = staged[(tn * {CSharp.Literal(tile.Interleaved)} + jj) * {CSharp.Literal(_shape.StagedRows)} + k];");
                _writer.Line($"FactorMath.Store(y, residual, (long)(n + 4 * tn) * {CSharp.Literal(p.Rows)} + feature, sum, bias[feature], floor, hasResidual);");
            }
        }
    }

    /// <summary>Opens the block of a row of the thread, under a guard where its tile may reach beyond the last row.</summary>
    private SourceWriter.Block GuardedRow(int offset)
    {
        var k = IndexMath.Sum("k0", "4 * tk", CSharp.Literal(offset));
        if (!_shape.AreRowsRagged)
        {
            var block = _writer.Braces();
            _writer.Line($"int k = {k};");
            return block;
        }

        var guarded = _writer.Open($"if ({k} < {CSharp.Literal(_shape.Pattern.B)})");
        _writer.Line($"int k = {k};");
        return guarded;
    }

    private string Feature(string k, string j)
    {
        var p = _shape.Pattern;
        return IndexMath.Sum(IndexMath.Times("i", (long)p.B * p.D), IndexMath.Times(k, p.D), j);
    }

    private int RowOffset(int row) => (row / 4 * 4 * _shape.RowThreads) + (row % 4);

    private int SampleOffset(int sample) => (sample / 4 * 4 * _shape.SampleThreads) + (sample % 4);
}
