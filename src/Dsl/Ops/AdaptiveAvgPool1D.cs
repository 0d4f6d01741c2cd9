namespace NetSpec.Dsl.Ops;

/// <summary>The mean over windows [floor(i n / o), ceil((i + 1) n / o)) of a length, of each channel by itself.</summary>
/// <param name="Length">How many windows.</param>
/// <param name="TakesAll">Whether it is one, whose results are a vector.</param>
public sealed record AdaptiveAvgPool1D(int Length, bool TakesAll = false) : SignalOp
{
    public override Op OnRow => new AdaptiveAvgPool2D(1, Length);

    public override bool IsGlobal => TakesAll;

    public override string Describe() => TakesAll ? "mean over the length" : $"average-pool to {Rules.Text(Length)}";

    public override string Spell() => Rules.Call(Keyword, TakesAll ? "global" : $"adaptive={Rules.Text(Length)}");
}
