using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>The K-th largest number of each window along a length, of each channel by itself. Padding holds no values.</summary>
/// <param name="Window">The windows.</param>
/// <param name="K">Which of a window's numbers, from 1.</param>
/// <param name="TakesAll">Whether it is one window over the whole length, whose results are a vector.</param>
public sealed record MaxPool1D(LengthWindow Window, int K, bool TakesAll = false) : SignalOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "maxpool1d",
        a => Make(a, 1),
        ArgumentSpec.Taps with { Word = "global" },
        ArgumentSpec.Step("stride", "kernel"),
        ArgumentSpec.EndsOrSame,
        ArgumentSpec.Flag("ceil", "false"));

    internal static OpSyntax KMaxSyntax { get; } = OpSyntax.Of(
        "kmaxpool1d",
        a => Make(a, a.Integer("k")),
        ArgumentSpec.Count("k"),
        ArgumentSpec.Taps with { Word = "global" },
        ArgumentSpec.Step("stride", "kernel"),
        ArgumentSpec.EndsOrSame,
        ArgumentSpec.Flag("ceil", "false"));

    public override Op OnRow => new MaxPool2D(Window.OnRow, K);

    public override bool IsGlobal => TakesAll;

    public override string Describe() => (K == 1 ? "max-pool" : $"{Rules.Text(K)}-max-pool") + $" {(TakesAll ? "over the length" : Window.Describe())}";

    public override string Spell() => TakesAll
        ? Rules.Call(Keyword, K == 1 ? "" : Rules.Text(K), "global")
        : Rules.Call(Keyword, [K == 1 ? "" : Rules.Text(K), .. Window.Spell()]);

    private static MaxPool1D? Make(IOpArguments a, int k)
    {
        if (!a.IsWord("kernel"))
        {
            return new MaxPool1D(a.LengthWindow(), k);
        }

        foreach (var name in new[] { "stride", "pad", "ceil" })
        {
            if (a.Has(name))
            {
                a.Fail(name, ProblemCode.ArgumentConflict, $"a pool over the whole length takes no {name}: it has one window");
            }
        }

        return a.Input is null ? null : new MaxPool1D(new(a.Input.Width, a.Input.Width, default, CeilMode: false), k, TakesAll: true);
    }
}
