using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>What a reader of a kernel wants to know first, as a comment.</summary>
internal static class KernelFacts
{
    public static void Write(SourceWriter writer, FactorKernelPlan plan)
    {
        var (key, p) = (plan.Key, plan.Key.Pattern);
        writer.Line("//");
        writer.Line($"// {p} on a device: y = K x + bias + residual, and a relu where the net has one");
        writer.Line("//");
        writer.Line(
            $"//     x, y          {(key.IsBatchLast ? "[feature][sample]" : "[sample][feature]")}, "
                + $"{(key.IsHalf ? "half precision; sums are single" : "single precision")}");
        writer.Line($"//     features      {CSharp.Readable(p.Columns)} in, {CSharp.Readable(p.Rows)} out");
        writer.Line($"//     weights       {CSharp.Readable(p.NonZeros)}, as many multiplications for a sample");
        Flavour(writer, plan.Cuda, "CUDA        ");
        Flavour(writer, plan.Portable, "elsewhere   ");
        writer.Line("//");
        writer.Line(
            "//     y[i][k][j] = Σ_l K[i][k][l][j] x[i][l][j]"
                + $"    i < {CSharp.Readable(p.A)}, k < {CSharp.Readable(p.B)}, l < {CSharp.Readable(p.C)}, j < {CSharp.Readable(p.D)}");
        writer.Line("//");
        writer.Line("// The tile for CUDA as a line of a .netspec file, to be changed there:");
        writer.Line("//");
        writer.Line($"//     {new KernelTuning(p, key.Precision, key.Layout, plan.Cuda.Tile)}");
    }

    private static void Flavour(SourceWriter writer, FactorFlavour flavour, string name)
    {
        var tile = flavour.Tile;
        var threads = $"{CSharp.Readable(tile.Threads)} threads";
        var own = tile.UsesTensorCores
            ? $"tensor cores, {CSharp.Literal(tile.OwnRows)} x {CSharp.Literal(tile.OwnBatch)} a warp"
            : $"{CSharp.Literal(tile.OwnRows)} x {CSharp.Literal(tile.OwnBatch)} a thread";
        var blocks = tile.Interleaved > 1 ? $", {CSharp.Literal(tile.Interleaved)} interleaved blocks" : "";
        var shared = flavour.Simt is { } simt ? $", {CSharp.Readable(simt.SharedBytes)} bytes of shared memory" : "";
        writer.Line(
            $"//     {name}  {CSharp.Literal(tile.Rows)} rows x {CSharp.Literal(tile.Batch)} samples{blocks}, {CSharp.Literal(tile.Depth)} inputs at a time; "
                + $"{threads}, {own}{shared}");
    }
}
