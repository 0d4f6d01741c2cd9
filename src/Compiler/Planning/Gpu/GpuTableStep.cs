using System;
using System.Collections.Generic;
using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>
/// Rows of a table of learned tokens: those that an input of whole numbers gives, or the first ones. They are put into the first positions of the
/// result, or added to the operand.
/// </summary>
/// <param name="Weights">Index of the table in <see cref="GpuPlan.Weights"/>.</param>
/// <param name="From">The input of whole numbers, or what the rows are added to; the result itself where there is neither.</param>
/// <param name="Rows">Positions that are written.</param>
/// <param name="Use">What is done with them.</param>
internal sealed record GpuTableStep(StepInfo About, int Weights, GpuValue From, GpuValue To, int Rows, TableUse Use) : GpuStep(About, From, To)
{
    public override IEnumerable<GpuValue> Reads => Use == TableUse.Put ? [] : [From];

    public override GpuStep Place(Func<GpuValue, GpuValue> place) =>
        this with { From = Use == TableUse.Pick ? From : place(From), To = place(To) };
}
