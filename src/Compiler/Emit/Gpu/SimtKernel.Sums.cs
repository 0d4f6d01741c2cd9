using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>
/// What sums begin with: the bias, and the residual where it is read as y is written. Loaded here, they arrive with the first
/// tiles; behind the products each store would wait for its own loads, which cannot overtake other stores.
/// </summary>
internal sealed partial class SimtKernel
{
    /// <summary>Whether four neighbouring rows are four neighbouring features.</summary>
    private bool AreRowsJoined => _shape.Pattern.D == 1 && _shape.Pattern.B % SimtShape.Vector == 0;

    /// <summary>Whether of four neighbouring rows some may be there and others not.</summary>
    private bool AreFoursRagged => _shape.AreRowsRagged && _shape.Pattern.B % SimtShape.Vector != 0;

    private void Sums()
    {
        _writer.Line(_shape.IsStaged ? "// Sums begin with the bias." : "// Sums begin with the bias, and the residual where there is one.");
        if (AreRowsJoined)
        {
            BiasByFours();
        }
        else
        {
            Bias();
        }

        if (!_shape.IsStaged)
        {
            using (_writer.Open("if (hasResidual != 0)"))
            {
                Residual();
            }
        }

        _writer.Line("");
    }

    /// <summary>Loads a bias for each row: of rows that are all there, from one place on.</summary>
    private void Bias()
    {
        var d = _shape.Pattern.D;
        var block = _shape.IsStaged ? _shape.AreBlocksRagged ? $"global::System.Math.Min(j0 + jj, {CSharp.Literal(d - 1)})" : "j0 + jj" : "j0";
        for (var row = 0; row < OwnRows; row++)
        {
            var together = AreFoursRagged ? 1 : _shape.AreRowsRagged ? SimtShape.Vector : OwnRows;
            var from = "biasOf" + CSharp.Literal(row / together * together);
            if (row % together == 0)
            {
                _writer.Line($"var {from} = bias.SubView({Feature(LastRow(Row(row), together), block)});");
            }

            _writer.Line($"float b{CSharp.Literal(row)} = {from}[{CSharp.Literal((RowOffset(row) - RowOffset(row / together * together)) * (long)d)}];");
        }

        for (var row = 0; row < OwnRows; row++)
        {
            Declare(row, $"b{CSharp.Literal(row)}");
        }
    }

    private void BiasByFours()
    {
        _writer.Line($"var b4 = bias.Cast<Float4>(){(_shape.AreRowsRagged ? "" : $".SubView({FourFeatures(0)})")};");
        for (var row = 0; row < OwnRows; row += 4)
        {
            _writer.Line($"var b{CSharp.Literal(row / 4)} = b4[{(_shape.AreRowsRagged ? FourFeatures(row) : CSharp.Literal(row / 4 * _shape.RowThreads))}];");
        }

        for (var row = 0; row < OwnRows; row++)
        {
            Declare(row, Part("b", row));
        }
    }

    private void Residual()
    {
        if (IsBatchLast)
        {
            BatchLastResidual();
        }
        else if (AreRowsJoined)
        {
            JoinedResidual();
        }
        else
        {
            ScatteredResidual();
        }
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
            // Rows that are all there are a step apart.
            var at = $"(long)({Feature(LastRow(Row(row), 1), "j0")}) * width";
            _writer.Line(
                row == 0 ? $"var from = r4.SubView({at});" : _shape.AreRowsRagged ? $"from = r4.SubView({at});" : $"from = from.SubView({RowStep(row)});");
            for (var q = 0; q < OwnBatch / 4; q++)
            {
                AddFour($"from[at{CSharp.Literal(q)}]", Enumerable.Range(4 * q, 4).Select(sample => Sum(row, sample)).ToArray());
            }
        }
    }

    private void JoinedResidual()
    {
        _writer.Line($"var r4 = residual.Cast<{Four}>();");
        for (var sample = 0; sample < OwnBatch; sample++)
        {
            using (_writer.Braces())
            {
                var at = $"(long){LastSample(sample)} * {CSharp.Literal(_shape.Pattern.Rows / 4)}";
                _writer.Line($"var from = r4.SubView({IndexMath.Sum(at, _shape.AreRowsRagged ? "0" : FourFeatures(0))});");
                for (var row = 0; row < OwnRows; row += 4)
                {
                    AddFour(
                        $"from[{(_shape.AreRowsRagged ? FourFeatures(row) : CSharp.Literal(row / 4 * _shape.RowThreads))}]",
                        Enumerable.Range(row, 4).Select(k => Sum(k, sample)).ToArray());
                }
            }
        }
    }

    private void ScatteredResidual()
    {
        for (var sample = 0; sample < OwnBatch; sample++)
        {
            using (_writer.Braces())
            {
                var at = $"(long){LastSample(sample)} * {CSharp.Literal(_shape.Pattern.Rows)}";
                _writer.Line($"var from = residual.SubView({IndexMath.Sum(at, _shape.AreRowsRagged ? "0" : Feature($"({Row(0)})", "j0"))});");
                for (var row = 0; row < OwnRows; row++)
                {
                    var feature = _shape.AreRowsRagged ? Feature(LastRow(Row(row), 1), "j0") : CSharp.Literal(RowOffset(row) * (long)_shape.Pattern.D);
                    _writer.Line($"{Sum(row, sample)} += from[{feature}];");
                }
            }
        }
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
    private string Row(int row) => IndexMath.Sum("k0", "4 * tk", CSharp.Literal(RowOffset(row)));

    /// <summary>How far a row of the thread is from its first.</summary>
    private int RowOffset(int row) => (row / 4 * 4 * _shape.RowThreads) + (row % 4);

    /// <summary>A row, or the last one where it is beyond that: what is loaded for it is not stored.</summary>
    private string LastRow(string row, int count) =>
        _shape.AreRowsRagged ? $"global::System.Math.Min({row}, {CSharp.Literal(_shape.Pattern.B - count)})" : $"({row})";

    /// <summary>Four joined rows of the thread, or the last four: which four features they are.</summary>
    private string FourFeatures(int row) => IndexMath.Sum(IndexMath.Times("i", _shape.Pattern.B / 4), $"({LastRow(Row(row), 4)} >> 2)");

    /// <summary>How far batch-last results of a row are from those of the row before.</summary>
    private string RowStep(int row)
    {
        var features = (RowOffset(row) - RowOffset(row - 1)) * (long)_shape.Pattern.D;
        return features == 1 ? "width" : $"(long){CSharp.Literal(features)} * width";
    }

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
