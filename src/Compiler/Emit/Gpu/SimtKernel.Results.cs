using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>
/// How sums become results: the relu, and the way to device memory. A thread finds the place of its first result once; all others
/// are constants away from it, which a device adds as part of the store.
/// </summary>
internal sealed partial class SimtKernel
{
    private void Results()
    {
        if (_shape.IsStaged)
        {
            StagedResults();
            return;
        }

        if (IsBatchLast)
        {
            BatchLastResults();
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

    /// <summary>Raises values to the floor, where there is one: few at a time, since each is in two registers where ways meet.</summary>
    private void Relu(IEnumerable<string> values)
    {
        using (_writer.Open("if (floor > float.NegativeInfinity)"))
        {
            foreach (var value in values)
            {
                _writer.Line($"{value} = FactorMath.Floor({value}, floor);");
            }
        }
    }

    private void BatchLastResults()
    {
        _writer.Line("// Results: a thread stores four samples of one feature at a time.");
        _writer.Line($"var y4 = y.Cast<{Four}>();");
        _writer.Line($"int column = {Column(0)};");
        var first = $"(long)({Feature($"({Row(0)})", "j0")}) * width + (column < width ? column : 0)";
        _writer.Line(_shape.AreRowsRagged ? $"long at = {first};" : $"var to = y4.SubView({first});");
        for (var row = 0; row < OwnRows; row++)
        {
            if (!_shape.AreRowsRagged)
            {
                if (row > 0)
                {
                    _writer.Line($"to = to.SubView({RowStep(row)});");
                }

                BatchLastRow(row);
                continue;
            }

            if (row > 0)
            {
                _writer.Line($"at += {RowStep(row)};");
            }

            using (_writer.Open($"if ({Row(row)} < {CSharp.Literal(_shape.Pattern.B)})"))
            {
                _writer.Line("var to = y4.SubView(at);");
                BatchLastRow(row);
            }
        }
    }

    private void BatchLastRow(int row)
    {
        Relu(Enumerable.Range(0, OwnBatch).Select(sample => Sum(row, sample)));
        for (var q = 0; q < OwnBatch / 4; q++)
        {
            var at = CSharp.Literal(q * _shape.SampleThreads);
            Store($"{IndexMath.Sum("column", at)} < width", "to", at, Enumerable.Range(4 * q, 4).Select(sample => Sum(row, sample)));
        }
    }

    private void JoinedResults()
    {
        var columns = _shape.Pattern.Rows / 4;
        _writer.Line("// Results: a thread stores four features of one sample at a time.");
        SamplesLeft();
        _writer.Line($"var to = y.Cast<{Four}>().SubView({IndexMath.Sum($"(long)({FirstSample}) * {CSharp.Literal(columns)}", FourFeatures(0))});");
        for (var row = 0; row < OwnRows; row += 4)
        {
            var left = LeftOfRow(row);
            for (var sample = 0; sample < OwnBatch; sample++)
            {
                var values = Enumerable.Range(row, 4).Select(k => Sum(k, sample)).ToList();
                Relu(values);
                Store(Left(left, SampleOffset(sample)), "to", CSharp.LongLiteral((SampleOffset(sample) * columns) + (row / 4 * _shape.RowThreads)), values);
            }
        }
    }

    private void ScatteredResults()
    {
        var p = _shape.Pattern;
        _writer.Line("// Results, one by one: neighbouring rows are not side by side in y, or do not come in fours.");
        SamplesLeft();
        _writer.Line($"var to = y.SubView({IndexMath.Sum($"(long)({FirstSample}) * {CSharp.Literal(p.Rows)}", Feature(LastRow(Row(0), 1), "j0"))});");
        for (var row = 0; row < OwnRows; row++)
        {
            var left = LeftOfRow(row);
            Relu(Enumerable.Range(0, OwnBatch).Select(sample => Sum(row, sample)));
            for (var sample = 0; sample < OwnBatch; sample++)
            {
                Store(
                    Left(left, SampleOffset(sample)),
                    "to",
                    CSharp.LongLiteral((SampleOffset(sample) * p.Rows) + (RowOffset(row) * (long)p.D)),
                    [Sum(row, sample)]);
            }
        }
    }

    /// <summary>
    /// The thread's first sample, or any where it has none. What clamps loads is not used again: it would be kept in a register all
    /// through the main loop.
    /// </summary>
    private string FirstSample => $"left > 0 ? {Sample(0)} : 0";

    /// <summary>Counts the samples that there are, from the thread's first one on.</summary>
    private void SamplesLeft() => _writer.Line("int left = batch - n0 - 4 * tn;");

    /// <summary>The variable that says how many samples of a row there are: none where there is no such row.</summary>
    private string LeftOfRow(int row)
    {
        if (!_shape.AreRowsRagged)
            return "left";

        var left = "left" + CSharp.Literal(row);
        _writer.Line($"int {left} = {Row(row)} < {CSharp.Literal(_shape.Pattern.B)} ? left : 0;");
        return left;
    }

    private static string Left(string left, int sample) => $"{left} > {CSharp.Literal(sample)}";

    /// <summary>Stores one result, or four neighbours, where they exist.</summary>
    private void Store(string guard, string to, string at, IEnumerable<string> values) =>
        _writer.Line($"if ({guard}) FactorMath.Store({to}, {at}, {string.Join(", ", values)});");
}
