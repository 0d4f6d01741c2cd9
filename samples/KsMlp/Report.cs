using System;
using System.Globalization;
using System.IO;
using NetSpec.Runtime.Sparse;

namespace Samples.KsMlp;

/// <summary>Prints what the factors are, what they save, and what factorising costs in accuracy.</summary>
public static class Report
{
    /// <summary>Eight images of 196 patches.</summary>
    private const int Tokens = 8 * 196;

    private const int ErrorTokens = 196;

    public static void Write(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteLine("The MLP of a ViT-S block, 384 -> 1536 -> 384, compiled from ksmlp.netspec");
        writer.WriteLine();
        WriteLayers(writer);
        writer.WriteLine();
        Mlp? last = null;
        WriteErrors(writer, mlp => last = mlp);
        writer.WriteLine();
        WriteCosts(writer, last!);
        writer.WriteLine();
        DeviceReport.Write(writer, last!.Sparse);
    }

    private static void WriteLayers(TextWriter writer)
    {
        writer.WriteLine("  layer   dense           sparse                                       weights");
        foreach (var (name, chain) in new[] { ("up", Mlp.Up), ("down", Mlp.Down) })
        {
            var size = Invariant($"{chain.Outputs} x {chain.Inputs}");
            writer.WriteLine(Invariant($"  {name,-8}{size,-16}{chain,-45}{100 * chain.Density:F1} %"));
        }
    }

    private static void WriteErrors(TextWriter writer, Action<Mlp> made)
    {
        writer.WriteLine("  Relative error after factorising dense weights, in %:");
        writer.WriteLine();
        writer.WriteLine("  weights                     up     down   output   up, low rank*");
        foreach (var weights in DenseWeights.All)
        {
            var mlp = new Mlp(weights);
            var lowRank = KroneckerFactorisation.Of(weights.Up, LowRank(Mlp.Up), Environment.ProcessorCount);
            writer.WriteLine(Invariant($"  {weights.Name,-22}{100 * mlp.UpFactors.RelativeError,8:F2} {100 * mlp.DownFactors.RelativeError,8:F2} {100 * mlp.OutputError(ErrorTokens),8:F2} {100 * lowRank.RelativeError,15:F2}   {weights.Remark}"));
            made(mlp);
        }

        writer.WriteLine();
        writer.WriteLine(Invariant($"  * two factors of rank {LowRank(Mlp.Up)[0].B}, which have as many weights"));
    }

    private static void WriteCosts(TextWriter writer, Mlp mlp)
    {
        writer.WriteLine("                                dense      sparse");
        Row(writer, "parameters", DenseMlp.ParameterCount, SparseMlp.ParameterCount, "N0", "");
        Row(writer, "multiply-adds a token", DenseMlp.MultiplyAdds, SparseMlp.MultiplyAdds, "N0", "");
        Row(writer, "weights in memory", Mebibytes(DenseMlp.ParameterCount), Mebibytes(SparseMlp.ParameterCount), "F2", " MiB");
        for (var threads = 1; threads <= Math.Min(2, Environment.ProcessorCount); threads++)
        {
            var (dense, sparse) = mlp.Time(Tokens, threads);
            Row(writer, Invariant($"{Tokens:N0} tokens, {threads} thread{(threads == 1 ? "" : "s")}"), dense.TotalMilliseconds, sparse.TotalMilliseconds, "F1", " ms");
        }
    }

    private static void Row(TextWriter writer, string name, double dense, double sparse, string format, string unit)
    {
        var (left, right) = (dense.ToString(format, CultureInfo.InvariantCulture) + unit, sparse.ToString(format, CultureInfo.InvariantCulture) + unit);
        writer.WriteLine(Invariant($"  {name,-24}{left,11}{right,12}   {100 * sparse / dense,5:F1} %"));
    }

    private static double Mebibytes(long floats) => floats * sizeof(float) / (1024.0 * 1024);

    /// <summary>Two dense factors with as many weights as a chain.</summary>
    private static KroneckerChain LowRank(KroneckerChain chain) =>
        KroneckerChain.LowRank(chain.Outputs, chain.Inputs, (int)(chain.NonZeros / (chain.Inputs + chain.Outputs)));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
