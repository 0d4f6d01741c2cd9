using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Chains;

/// <summary>Chains between any two widths N and M: dense, low-rank and Monarch.</summary>
internal static class RectangularChains
{
    /// <summary><c>dense(out)</c>: the one factor (1, M, N, 1).</summary>
    public static ChainSyntax Dense { get; } = ChainSyntax.Of("dense", ExpandDense, ArgumentSpec.Count("out"));

    /// <summary><c>lowrank(out, r)</c>: (1, M, r, 1)(1, r, N, 1).</summary>
    public static ChainSyntax LowRank { get; } = ChainSyntax.Of("lowrank", ExpandLowRank, ArgumentSpec.Count("out"), ArgumentSpec.Count("r"));

    /// <summary><c>monarch(out, p)</c>: (1, M/p, min(M, N)/p, p)(p, min(M, N)/p, N/p, 1) (Dao et al. 2022).</summary>
    public static ChainSyntax Monarch { get; } = ChainSyntax.Of("monarch", ExpandMonarch, ArgumentSpec.Count("out"), ArgumentSpec.Count("p"));

    private static IReadOnlyList<KsPattern> ExpandDense(IOpArguments a)
    {
        var rows = a.Integer("out");
        return a.Input is { } input ? [new(1, rows, input.Size, 1)] : [];
    }

    private static IReadOnlyList<KsPattern> ExpandLowRank(IOpArguments a)
    {
        var (rows, rank) = (a.Integer("out"), a.Integer("r"));
        return a.Input is { } input ? [new(1, rank, input.Size, 1), new(1, rows, rank, 1)] : [];
    }

    private static IReadOnlyList<KsPattern> ExpandMonarch(IOpArguments a)
    {
        var (rows, p) = (a.Integer("out"), a.Integer("p"));
        if (a.Input is not { } input || !a.IsSound)
        {
            return [];
        }

        var columns = input.Size;
        if (columns % p != 0 || rows % p != 0)
        {
            a.Fail("p", ProblemCode.ShapeMismatch, $"monarch: {Mismatch(a.Operand, columns, rows, p)}; {Near(columns, rows, p)}");
            return [];
        }

        var inner = Math.Min(rows, columns) / p;
        return [new(p, inner, columns / p, 1), new(1, rows / p, inner, p)];
    }

    private static string Mismatch(string operand, int columns, int rows, int p)
    {
        var (inputs, outputs) = ($"the {Rules.Text(columns)} of {operand}", $"the {Rules.Text(rows)} of the result");
        var found = columns % p == 0 ? $"does not divide {outputs}"
            : rows % p == 0 ? $"does not divide {inputs}"
            : $"divides neither {inputs} nor {outputs}";
        return $"p is {Rules.Text(p)}, which {found}";
    }

    /// <summary>The common divisors above 1 around p.</summary>
    private static string Near(int columns, int rows, int p)
    {
        var divisors = Divisors.Of(Divisors.Greatest(columns, rows)).Where(divisor => divisor > 1).ToArray();
        var (below, above) = (divisors.LastOrDefault(divisor => divisor < p), divisors.FirstOrDefault(divisor => divisor > p));
        return (below, above) switch
        {
            (0, 0) => $"no number above 1 divides both {Rules.Text(columns)} and {Rules.Text(rows)}",
            (0, _) => $"{Rules.Text(above)} would divide both",
            (_, 0) => $"{Rules.Text(below)} would divide both",
            _ => $"{Rules.Text(below)} or {Rules.Text(above)} would divide both",
        };
    }
}
