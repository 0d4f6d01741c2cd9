using System.Linq;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>
/// Sums begin with the bias. It is on its way while the first tiles are, so that nothing waits for it, and costs no addition.
/// </summary>
internal sealed partial class TensorKernel
{
    /// <summary>Values of the bias that a lane needs: of two rows k in each 16, or two columns k in each 8.</summary>
    private int Biases => 2 * (_shape.IsBatchLast ? _shape.FragmentsM : _shape.FragmentsN);

    /// <summary>Whether the two columns of a lane lie side by side and aligned.</summary>
    private bool AreBiasesPaired => !_shape.IsBatchLast && _shape.Pattern.D == 1 && _shape.Pattern.B % 2 == 0;

    private bool AreBiasesGuarded => _shape.AreRowsRagged || _shape.AreBlocksRagged;

    /// <summary>Reads the bias of the lane's sums.</summary>
    private void ReadBias()
    {
        var (shape, p) = (_shape, _shape.Pattern);
        var row = shape.IsBatchLast
            ? IndexMath.Sum(K0, IndexMath.Times(WarpM, shape.WarpM), "(lane >> 2)")
            : IndexMath.Sum(K0, IndexMath.Times(WarpN, shape.WarpN), "((lane & 3) << 1)");
        _writer.Line("// Sums begin with the bias.");
        _writer.Line($"int biasRow = {IndexMath.Bare(row)};");
        _writer.Line(
            $"long biasFrom = bias + {N(TensorShape.FloatBytes)}L * "
                + $"({IndexMath.Sum(IndexMath.Times(I, (long)p.B * p.D), J0, Plane, IndexMath.Times("biasRow", p.D))});");
        if (AreBiasesGuarded)
        {
            var rows = $"{N(p.B)} - biasRow";
            var isThere = $"{IndexMath.Sum(J0, Plane)} < {N(p.D)}";
            _writer.Line($"int biasesLeft = {(shape.AreBlocksRagged ? $"{isThere} ? {rows} : 0" : rows)};");
        }

        var ptx = new TensorStatements().Add($".reg .f32 kbias<{N(Biases)}>");
        var from = ptx.Operand("biasFrom");
        var width = AreBiasesPaired ? 2 : 1;
        for (var e = 0; e < Biases; e += width)
        {
            var k = BiasRow(e);
            var guard = "";
            if (AreBiasesGuarded)
            {
                ptx.Add(
                    string.Join(
                        "; ",
                        Enumerable
                            .Range(e, width)
                            .Select(one => $"mov.f32 kbias{N(one)}, 0f00000000")
                            .Append($"setp.gt.s32 kp0, {ptx.Operand("biasesLeft")}, {N(k)}")));
                guard = "@kp0 ";
            }

            ptx.Add($"{guard}ld.global.{Floats("kbias", e, width)}, {TensorStatements.At(from, (long)k * p.D * TensorShape.FloatBytes)}");
        }

        ptx.Write(_writer);
    }

    /// <summary>Begins all sums.</summary>
    private void BeginSums()
    {
        var ptx = new TensorStatements();
        for (var m = 0; m < _shape.FragmentsM; m++)
        {
            for (var n = 0; n < _shape.FragmentsN; n++)
            {
                ptx.Add(
                    string.Join(
                        "; ",
                        Enumerable
                            .Range(0, 4)
                            .Select(i => $"mov.f32 ksum{N(Sum(m, n) + i)}, kbias{N(_shape.IsBatchLast ? (2 * m) + (i / 2) : (2 * n) + (i % 2))}")));
            }
        }

        ptx.Write(_writer);
    }

    /// <summary>The row k of a value of the bias, from the lane's first.</summary>
    private int BiasRow(int index) => _shape.IsBatchLast ? index * TensorShape.Chunk : (index / 2 * TensorShape.Chunk) + (index % 2);
}
