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
internal sealed record SumPool(PoolOp Pool, PoolDivisor Divisor, int Constant, int Covered, int Fewest) : DerivedOp
{
    public override string Keyword => "sumpool";

    public override string Describe() => Pool switch
    {
        MaxPool2D pool => $"sum in place of {pool.Describe()}",
        _ => $"sum with (1/K)^q in place of {Pool.Describe()}",
    };

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Pool.Infer(inputs);

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => Pool.Wire(inputs);

    /// <summary>The sum in the place of a pool.</summary>
    public static SumPool Of(PoolOp pool, Shape from, Shape to)
    {
        var wiring = (Wiring.Axes)pool.Wire([from]);
        var (rows, columns) = (PoolAxis.Of(wiring.Rows, from.Height, to.Height), PoolAxis.Of(wiring.Columns, from.Width, to.Width));
        var covered = rows.Max(row => row.Covered) * columns.Max(column => column.Covered);
        if (pool is MaxPool2D)
            return new(pool, PoolDivisor.None, 1, covered, 1);

        var padded = pool is AvgPool2D { CountIncludePad: true };
        var counts = (from row in rows from column in columns select padded ? row.Padded * column.Padded : row.Covered * column.Covered).Distinct().ToList();
        return counts.Count == 1
            ? new(pool, PoolDivisor.None, counts[0], covered, counts[0])
            : new(pool, padded ? PoolDivisor.Padded : PoolDivisor.Covered, 1, covered, Math.Max(1, counts.Min()));
    }
}
