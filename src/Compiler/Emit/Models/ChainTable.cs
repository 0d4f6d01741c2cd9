using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Dsl;
using NetSpec.Dsl.Chains;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Emit.Models;

/// <summary>
/// Each chain of Kronecker-sparse factors as a comment: whether it is chainable, which outputs its inputs reach, and each
/// factor's non-zeros and costs, rewritings of memory a multiplication, (b + c)/(bc) for time and d(b + c)/(bc) for energy
/// (thesis, Chapter 5), beside those of the dense layer that it stands for.
/// </summary>
internal static class ChainTable
{
    private const int MostPlaces = 2;

    public static void Write(SourceWriter writer, Plan plan)
    {
        foreach (var chain in plan.Chains)
        {
            var (inputs, outputs) = (CSharp.Readable(chain.Chain.Inputs), CSharp.Readable(chain.Chain.Outputs));
            writer.Line("//");
            writer.Line(CSharp.Comment(
                $"//     sparse {(chain.Chain.Factors.Count == 1 ? "factor" : "chain")} {Name(chain.Places[0])}, {inputs} to {outputs}{Again(chain.Places)}"));
            foreach (var line in Facts(chain).Concat(Table(chain.Chain)))
            {
                writer.Line("//         " + line);
            }
        }
    }

    private static string Name(EquatableArray<string> names) => names.Count switch
    {
        1 => names[0],
        2 => $"{names[0]} -> {names[1]}",
        _ => $"{names[0]} -> … -> {names[names.Count - 1]}",
    };

    private static string Again(EquatableArray<EquatableArray<string>> places)
    {
        var others = places.Skip(1).Take(MostPlaces).Select(Name);
        var more = places.Count - 1 - MostPlaces;
        return places.Count == 1 ? "" : $"; also {string.Join(", ", others)}{(more > 0 ? $" and {CSharp.Readable(more)} more" : "")}";
    }

    private static IEnumerable<string> Facts(SparseChain chain)
    {
        if (chain.Chain.Factors.Count == 1)
        {
            yield break;
        }

        var product = Product(chain.Chain, chain.Support);
        if (chain.Chainability.HoldsEitherWay)
        {
            yield return $"{(chain.Chainability.Holds ? "chainable" : "chainable when transposed")}; {product}";
            yield break;
        }

        yield return "not chainable: " + chain.Chainability.Obstacle;
        yield return "nor transposed: " + chain.Chainability.TransposeObstacle;
        yield return product;
    }

    private static string Product(FactorChain chain, ProductSupport support) => support switch
    {
        { Pattern: { IsDense: true } } => "the product is dense",
        { Pattern: { } pattern } => $"the product is as sparse as {pattern}, {Percent(pattern.Density)} of a dense layer",
        { NonZeros: { } count } => $"the product has {CSharp.Readable(count)} non-zeros, {Percent((decimal)count / chain.DenseNonZeros)} of a dense layer",
        _ => "the product's non-zeros are too many to be counted here",
    };

    private static IEnumerable<string> Table(FactorChain chain)
    {
        List<string[]> rows = [["factor", "non-zeros", "density", "(b+c)/bc", "d(b+c)/bc"]];
        rows.AddRange(chain.Factors.Select(Row));
        if (chain.Factors.Count > 1)
        {
            var rewritings = chain.Factors.Sum(factor => (decimal)(factor.Rows + factor.Columns));
            var density = Percent((decimal)chain.NonZeros / chain.DenseNonZeros);
            rows.Add(["together", CSharp.Readable(chain.NonZeros), density, CSharp.Readable(rewritings / chain.NonZeros), ""]);
        }

        if (chain.Factors.Count == 1 && chain.Factors[0].IsDense)
        {
            return Align(rows);
        }

        var dense = CSharp.Readable((decimal)(chain.Inputs + chain.Outputs) / chain.DenseNonZeros);
        rows.Add(["a dense layer", CSharp.Readable(chain.DenseNonZeros), "100 %", dense, dense]);
        return Align(rows);
    }

    private static IEnumerable<string> Align(List<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return rows.Select(
            row =>
                (
                    row[0].PadRight(widths[0])
                        + string.Concat(Enumerable.Range(1, row.Length - 1).Select(column => "  " + row[column].PadLeft(widths[column])))).TrimEnd());
    }

    private static string[] Row(KsPattern factor) =>
        [
            factor.ToString(),
            CSharp.Readable(factor.NonZeros),
            Percent(factor.Density),
            CSharp.Readable(factor.Rewritings),
            CSharp.Readable(factor.RewritingEnergy),
        ];

    private static string Percent(decimal share) => CSharp.Readable(100 * share) + " %";
}
