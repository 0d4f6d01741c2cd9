using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Compiler.Nets;

/// <summary>A bilinear upsampling with its weights to the power of q: its path-norm form.</summary>
/// <param name="Of">The upsampling.</param>
/// <param name="Covered">The most places that one of the result is fed by.</param>
/// <param name="Copies">The most places that one of the operand feeds.</param>
internal sealed record InterpolatedSum(Interpolate Of, int Covered, int Copies) : DerivedOp
{
    public override string Keyword => "interpolatedsum";

    public override string Describe() => $"sum with w^q in place of {Of.Describe()}";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Of.Infer(inputs);

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => Of.Wire(inputs);

    /// <summary>The sum in the place of an upsampling.</summary>
    public static InterpolatedSum In(Interpolate op, Shape from, Shape to)
    {
        var wiring = (Wiring.Axes)op.Wire([from]);
        var (rows, columns) = (Feeding(wiring.Rows, to.Height, from.Height), Feeding(wiring.Columns, to.Width, from.Width));
        return new(op, rows.Covered * columns.Covered, rows.Copies * columns.Copies);
    }

    private static (int Covered, int Copies) Feeding(Axis axis, int places, int sources)
    {
        var copies = new int[sources];
        var covered = 0;
        for (var place = 0; place < places; place++)
        {
            var feeding = axis.Sources(place, places, sources).ToArray();
            covered = System.Math.Max(covered, feeding.Length);
            foreach (var source in feeding)
            {
                copies[source]++;
            }
        }

        return (covered, copies.Max());
    }
}
