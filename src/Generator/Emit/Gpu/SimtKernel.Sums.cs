using System.Linq;
using NetSpec.Generator.Planning.Gpu;

namespace NetSpec.Generator.Emit.Gpu;

/// <summary>
/// What sums begin with: the bias, and the residual where it is read as y is written. Loaded here, they arrive with the first
/// tiles; behind the products each store would wait for its own loads, which cannot overtake other stores.
/// </summary>
internal sealed partial class SimtKernel
{
    /// <summary>Whether four neighbouring rows are side by side in batch-first y.</summary>
    private bool AreRowsJoined => _shape.Pattern.D == 1 && _shape.Pattern.B % SimtShape.Vector == 0;

    private void Sums()
    {
        _writer.Line(_shape.IsStaged ? "// Sums begin with the bias." : "// Sums begin with the bias, and the residual where there is one.");
        if (!IsBatchLast && AreRowsJoined)
        {
            SumsByFours();
            return;
        }

        var block = _shape.IsStaged ? _shape.AreBlocksRagged ? $"global::System.Math.Min(j0 + jj, {CSharp.Literal(_shape.Pattern.D - 1)})" : "j0 + jj" : "j0";
        for (var row = 0; row < OwnRows; row++)
        {
            var r = CSharp.Literal(row);
            _writer.Line($"int f{r} = {Feature(LastRow(Row(row), 1), block)};");
            _writer.Line($"float b{r} = bias[f{r}];");
        }

        for (var row = 0; row < OwnRows; row++)
        {
            Declare(row, $"b{CSharp.Literal(row)}");
        }

        if (!_shape.IsStaged)
        {
            using (_writer.Open("if (hasResidual != 0)"))
            {
                if (IsBatchLast)
                {
                    BatchLastResidual();
                }
                else
                {
                    ScatteredResidual();
                }
            }
        }

        _writer.Line("");
    }

    private void BatchLastResidual()
    {
        _writer.Line($"var r4 = residual.Cast<{Four}>();");
        for (var q = 0; q < OwnBatch / 4; q++)
        {
            _writer.Line($"int at{CSharp.Literal(q)} = global::System.Math.Min({Column(q)}, width - 1);");
        }

        for (var row = 0; row < OwnRows; row++)
        {
            for (var q = 0; q < OwnBatch / 4; q++)
            {
                AddFour($"r4[(long)f{CSharp.Literal(row)} * width + at{CSharp.Literal(q)}]", Enumerable.Range(4 * q, 4).Select(sample => Sum(row, sample)).ToArray());
            }
        }
    }

    private void ScatteredResidual()
    {
        for (var sample = 0; sample < OwnBatch; sample++)
        {
            using (_writer.Braces())
            {
                _writer.Line($"long at = (long){LastSample(sample)} * {CSharp.Literal(_shape.Pattern.Rows)};");
                for (var row = 0; row < OwnRows; row++)
                {
                    _writer.Line($"{Sum(row, sample)} += residual[at + f{CSharp.Literal(row)}];");
                }
            }
        }
    }

    private void SumsByFours()
    {
        var p = _shape.Pattern;
        _writer.Line("var b4 = bias.Cast<Float4>();");
        for (var row = 0; row < OwnRows; row += 4)
        {
            var q = CSharp.Literal(row / 4);
            _writer.Line($"int f{q} = {IndexMath.Sum(IndexMath.Times("i", p.B / 4), $"({LastRow(Row(row), 4)} >> 2)")};");
            _writer.Line($"var b{q} = b4[f{q}];");
        }

        for (var row = 0; row < OwnRows; row++)
        {
            Declare(row, Part("b", row));
        }

        using (_writer.Open("if (hasResidual != 0)"))
        {
            _writer.Line($"var r4 = residual.Cast<{Four}>();");
            for (var sample = 0; sample < OwnBatch; sample++)
            {
                using (_writer.Braces())
                {
                    _writer.Line($"long at = (long){LastSample(sample)} * {CSharp.Literal(p.Rows / 4)};");
                    for (var row = 0; row < OwnRows; row += 4)
                    {
                        AddFour($"r4[at + f{CSharp.Literal(row / 4)}]", Enumerable.Range(row, 4).Select(k => Sum(k, sample)).ToArray());
                    }
                }
            }
        }

        _writer.Line("");
    }

    private void AddFour(string source, string[] sums)
    {
        using (_writer.Braces())
        {
            _writer.Line($"var r = {source};");
            _writer.Line(string.Join(" ", sums.Select((sum, part) => $"{sum} += r.{"XYZW"[part]};")));
        }
    }

    private void Declare(int row, string value) =>
        _writer.Line($"float {string.Join(", ", Enumerable.Range(0, OwnBatch).Select(sample => $"{Sum(row, sample)} = {value}"))};");

    /// <summary>A row of the thread, among those of its block.</summary>
    private string Row(int row) => IndexMath.Sum("k0", "4 * tk", CSharp.Literal((row / 4 * 4 * _shape.RowThreads) + (row % 4)));

    /// <summary>A row, or the last one where it is beyond that: what is loaded for it is not stored.</summary>
    private string LastRow(string row, int count) =>
        _shape.AreRowsRagged ? $"global::System.Math.Min({row}, {CSharp.Literal(_shape.Pattern.B - count)})" : $"({row})";

    /// <summary>A sample of the thread.</summary>
    private string Sample(int sample) => IndexMath.Sum("n0", "4 * tn", CSharp.Literal(SampleOffset(sample)));

    private string LastSample(int sample) => $"global::System.Math.Min({Sample(sample)}, batch - 1)";

    /// <summary>Where four samples of the thread begin in a feature, in fours.</summary>
    private string Column(int q) => IndexMath.Sum("first", "tn", CSharp.Literal(q * _shape.SampleThreads));

    private int SampleOffset(int sample) => (sample / 4 * 4 * _shape.SampleThreads) + (sample % 4);

    private string Feature(string k, string j)
    {
        var p = _shape.Pattern;
        return IndexMath.Sum(IndexMath.Times("i", (long)p.B * p.D), IndexMath.Times(k, p.D), j);
    }
}
