using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>The mean of each window along a length, of each channel by itself; with CountIncludePad the divisor counts padding as well.</summary>
public sealed record AvgPool1D(LengthWindow Window, bool CountIncludePad) : SignalOp
{
    /// <summary>The one keyword of this op and of <see cref="AdaptiveAvgPool1D"/>: <c>avgpool1d(global)</c>, <c>avgpool1d(adaptive=6)</c>.</summary>
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "avgpool1d",
        Make,
        ArgumentSpec.Taps with { Default = "", Word = "global" },
        ArgumentSpec.Step("stride", "kernel"),
        ArgumentSpec.EndsOrSame,
        ArgumentSpec.Flag("ceil", "false"),
        ArgumentSpec.Flag("count_include_pad", "true"),
        ArgumentSpec.Step("adaptive", ""));

    public override Op OnRow => new AvgPool2D(Window.OnRow, CountIncludePad);

    public override string Describe() => $"average-pool {Window.Describe()}{(CountIncludePad ? "" : ", padding not counted")}";

    public override string Spell() =>
        Rules.Call(Keyword, [.. Window.Spell(), Rules.Named("count_include_pad", Rules.Spell(CountIncludePad), "true")]);

    private static Op Make(IOpArguments a)
    {
        var (global, adaptive) = (a.IsWord("kernel"), a.Has("adaptive"));
        if (!global && !adaptive)
        {
            if (!a.Has("kernel") && a.IsSound)
            {
                a.Fail("kernel", ProblemCode.MissingArgument, "avgpool1d needs a kernel, or one of avgpool1d(global) and avgpool1d(adaptive=6)");
            }

            return new AvgPool1D(a.LengthWindow(), a.Flag("count_include_pad", !a.IsWord("pad")));
        }

        foreach (var name in new[] { "kernel", "stride", "pad", "ceil", "count_include_pad" })
        {
            if (a.Has(name) && (adaptive || name != "kernel"))
            {
                a.Fail(
                    name,
                    ProblemCode.ArgumentConflict,
                    $"avgpool1d({(adaptive ? "adaptive" : "global")}) takes no {name}: its windows follow from the operand");
            }
        }

        return new AdaptiveAvgPool1D(a.Integer("adaptive"), TakesAll: !adaptive);
    }
}
