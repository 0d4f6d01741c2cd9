using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Emit.Shapes;

/// <summary>The file of a Kronecker sparsity pattern: the struct that kernels are specialised to, under what is worth knowing of it.</summary>
internal static class PatternFile
{
    public static string Emit(KroneckerShape shape)
    {
        var writer = new SourceWriter();
        FileHeader.Write(writer, "the .netspec files of an assembly. Edit those");
        Facts(writer, shape.Pattern);
        Cut(writer, shape);
        writer.Line("");
        using (writer.Open("namespace " + PatternNames.Namespace))
        {
            Struct(writer, shape);
        }

        return writer.ToString();
    }

    private static void Facts(SourceWriter writer, KsPattern p)
    {
        var (a, b, c, d) = (CSharp.Readable(p.A), CSharp.Readable(p.B), CSharp.Readable(p.C), CSharp.Readable(p.D));
        writer.Line($"""
            //
            // {Spec(p)}: a Kronecker-sparse factor, for every net of the assembly that has one
            //
            //     support          I_{a} ⊗ 1_({b} x {c}) ⊗ I_{d}: {Support(p)}
            //     matrix           {CSharp.Readable(p.Rows)} x {CSharp.Readable(p.Columns)}
            //     non-zeros        {CSharp.Readable(p.NonZeros)}, {CSharp.Readable(100 * p.Density)} % of the matrix
            //     multiplications  {CSharp.Readable(p.NonZeros)} for a sample
            //     rewritings       {CSharp.Readable(p.Rewritings)} a multiplication, (b + c)/(bc)
            //     their energy     {CSharp.Readable(p.RewritingEnergy)} a multiplication, d(b + c)/(bc)
            //
            //     y[i][k][j] = Σ_l K[i][k][l][j] x[i][l][j]    i < {a}, k < {b}, l < {c}, j < {d}
            """);
    }

    private static void Cut(SourceWriter writer, KroneckerShape shape)
    {
        var blocks = (long)shape.Pattern.A * shape.Pattern.D;
        var subject = blocks == 1 ? "The dense block (i, j) is" : $"Each of the {CSharp.Readable(blocks)} dense blocks (i, j) is";
        var tiles = shape.Tiles == 1 ? "one register tile" : $"cut into {CSharp.Readable(shape.Tiles)} register tiles";
        var last = shape.LastTileRows == shape.TileRows ? "" : $", the last one of {Rows(shape.LastTileRows)}";
        writer.Line($"""
            //
            // {subject} {tiles} of {Rows(shape.TileRows)} x {CSharp.Literal(Plan.PanelSamples)} samples{last}.
            // Weights are packed in the order in which tiles read them: [i][j][tile][l][row of the tile].
            """);
    }

    private static void Struct(SourceWriter writer, KroneckerShape shape)
    {
        var p = shape.Pattern;
        writer.Line($"/// <summary>The pattern {Spec(p)}.</summary>");
        writer.Line(EmbeddedTypes.Attribute);
        using (writer.Open($"internal readonly struct {PatternNames.TypeName(shape)} : {Aliases.Runtime}.Kernels.Dense.IKroneckerShape"))
        {
            (string Getter, string Meaning)[] members =
            [
                (Getter("A", p.A), "blocks along the diagonal"),
                (Getter("B", p.B), "rows of a dense block"),
                (Getter("C", p.C), "its columns"),
                (Getter("D", p.D), "dense blocks interleaved, and the step between rows, and columns, of one"),
                (Getter("TileRows", shape.TileRows), "rows of a register tile"),
            ];
            var width = members.Max(member => member.Getter.Length);
            foreach (var (getter, meaning) in members)
            {
                writer.Line($"{getter.PadRight(width)} // {meaning}");
            }
        }
    }

    private static string Getter(string name, int value) => $"public int {name} => {CSharp.Literal(value)};";

    private static string Rows(int count) => CSharp.Literal(count) + (count == 1 ? " row" : " rows");

    private static string Spec(KsPattern p) => new Kronecker(p).Describe();

    /// <summary>The support in words.</summary>
    private static string Support(KsPattern p)
    {
        var dense = $"{CSharp.Readable(p.B)} x {CSharp.Readable(p.C)}";
        var diagonal = $"{CSharp.Readable(p.A)} blocks along the diagonal";
        var interleaved = $"{CSharp.Readable(p.D)} dense matrices of {dense}, interleaved";
        return (p.A, p.D) switch
        {
            _ when p is { B: 1, C: 1 } => "the diagonal",
            (1, 1) => "everything",
            (_, 1) => $"{diagonal}, each a dense matrix of {dense}",
            (1, _) => interleaved,
            _ => $"{diagonal}, each {interleaved}",
        };
    }
}
