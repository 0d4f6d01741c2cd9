using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Compiler.Nets;

/// <summary>The sum of each window: the path-norm form of max-, k-max- and average-pools.</summary>
/// <param name="Pool">The pool that it stands for, which has the windows.</param>
/// <param name="Divisor">What the kernel divides by.</param>
/// <param name="Constant">The divisor that all windows share and the unit takes up; 1 where there is none.</param>
/// <param name="Covered">The most positions a window covers.</param>
/// <param name="Fewest">The smallest divisor.</param>
/// <param name="IsMean">Whether it stands for an average.</param>
internal sealed record SumPool(PoolOp Pool, PoolDivisor Divisor, int Constant, int Covered, int Fewest, bool IsMean) : DerivedOp
{
    public override string Keyword => "sumpool";

    public override string Describe() => IsMean ? $"sum with (1/K)^q in place of {Pool.Describe()}" : $"sum in place of {Pool.Describe()}";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Pool.Infer(inputs);

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => Pool.Wire(inputs);

    /// <summary>The sum in the place of a pool whose edges are all 1.</summary>
    public static SumPool OfMax(PoolOp pool, Shape from, Shape to)
    {
        var (rows, columns) = Sides(pool, from, to);
        return new(pool, PoolDivisor.None, 1, Covering(rows, columns), 1, IsMean: false);
    }

    /// <summary>The sum in the place of an average.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="from">Its operand's shape.</param>
    /// <param name="to">Its result's shape.</param>
    /// <param name="countsPadding">Whether an average is over the padding too.</param>
    public static SumPool OfMean(PoolOp pool, Shape from, Shape to, bool countsPadding)
    {
        var (rows, columns) = Sides(pool, from, to);
        var counts = (
            from row in rows
            from column in columns
            select countsPadding ? row.Padded * column.Padded : row.Covered * column.Covered).Distinct().ToList();
        return counts.Count == 1
            ? new(pool, PoolDivisor.None, counts[0], Covering(rows, columns), counts[0], IsMean: true)
            : new(
                pool, countsPadding ? PoolDivisor.Padded : PoolDivisor.Covered, 1, Covering(rows, columns), Math.Max(1, counts.Min()), IsMean: true);
    }

    private static (IReadOnlyList<PoolAxis> Rows, IReadOnlyList<PoolAxis> Columns) Sides(PoolOp pool, Shape from, Shape to)
    {
        var wiring = (Wiring.Axes)pool.Wire([from]);
        return (PoolAxis.Of(wiring.Rows, from.Height, to.Height), PoolAxis.Of(wiring.Columns, from.Width, to.Width));
    }

    private static int Covering(IReadOnlyList<PoolAxis> rows, IReadOnlyList<PoolAxis> columns) =>
        rows.Max(row => row.Covered) * columns.Max(column => column.Covered);
}
