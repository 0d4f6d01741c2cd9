namespace NetSpec.Dsl.Ops;

/// <summary>Linear upsampling of a length: each place of the result is a mean of the two nearest of the operand. Spelt upsample1d.</summary>
/// <param name="Factor">How many times longer the result is.</param>
/// <param name="AlignsCorners">Whether the first and last places fall on each other, rather than the ends of the lengths: PyTorch's align_corners.</param>
public sealed record Interpolate1D(int Factor, bool AlignsCorners) : SignalOp
{
    public override Op OnRow => new Interpolate(new(1, Factor), AlignsCorners);

    public override string Describe() => $"linear upsample of the length by {Rules.Text(Factor)}{(AlignsCorners ? ", corners aligned" : "")}";

    public override string Spell() => Rules.Call(
        Keyword, Rules.Text(Factor), "linear=true", Rules.Named("align_corners", Rules.Spell(AlignsCorners), "false"));
}
