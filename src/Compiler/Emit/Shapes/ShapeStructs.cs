using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Shapes;

namespace NetSpec.Compiler.Emit.Shapes;

/// <summary>
/// The struct of a shape that a kernel is specialised to; its getters are constants to the JIT. What has the value that the
/// interface gives it is left out.
/// </summary>
internal static class ShapeStructs
{
    /// <summary>What the structs call their members, after which none can be called.</summary>
    public static readonly string[] Members =
    [
        "InChannels", "InHeight", "InWidth", "InBorder", "OutChannels", "OutHeight", "OutWidth", "OutBorder", "KernelHeight", "KernelWidth",
        "StrideHeight", "StrideWidth", "PadTop", "PadLeft", "DilationHeight", "DilationWidth", "Groups", "InPlanar", "HasResidual",
        "ResidualBorder", "InFeatures", "OutFeatures",
    ];

    public static void Write(SourceWriter writer, string name, KernelShape shape)
    {
        switch (shape)
        {
            case ConvShape conv:
                Conv(writer, name, conv);
                break;
            case LinearShape linear:
                Linear(writer, name, linear);
                break;
        }
    }

    private static void Conv(SourceWriter writer, string name, ConvShape shape)
    {
        using (Open(writer, name, Aliases.Conv + "IConvShape"))
        {
            Side(writer, "In", shape.Input);
            Side(writer, "Out", shape.Output);
            Row(writer, Number("KernelHeight", shape.KernelHeight), Number("KernelWidth", shape.KernelWidth));
            Row(writer, Unless(1, "StrideHeight", shape.StrideHeight), Unless(1, "StrideWidth", shape.StrideWidth));
            Row(writer, Unless(0, "PadTop", shape.PadTop), Unless(0, "PadLeft", shape.PadLeft));
            Row(writer, Unless(1, "DilationHeight", shape.DilationHeight), Unless(1, "DilationWidth", shape.DilationWidth));
            Row(writer, Unless(1, "Groups", shape.Groups), If(shape.IsInputPlanar, "InPlanar"));
            Row(writer, If(shape.HasResidual, "HasResidual"), Unless(0, "ResidualBorder", shape.ResidualBorder));
        }
    }

    private static void Linear(SourceWriter writer, string name, LinearShape shape)
    {
        using (Open(writer, name, Aliases.Dense + "ILinearShape"))
        {
            Row(writer, Number("InFeatures", shape.InFeatures), Number("OutFeatures", shape.OutFeatures), If(shape.HasResidual, "HasResidual"));
        }
    }

    private static SourceWriter.Block Open(SourceWriter writer, string name, string contract) =>
        writer.Open($"public readonly struct {name} : {contract}");

    private static void Side(SourceWriter writer, string side, ConvSide extents) => Row(
        writer,
        Number(side + "Channels", extents.Channels),
        Number(side + "Height", extents.Height),
        Number(side + "Width", extents.Width),
        Number(side + "Border", extents.Border));

    private static void Row(SourceWriter writer, params string[] members)
    {
        if (string.Join(" ", members.Where(member => member.Length > 0)) is { Length: > 0 } line)
            writer.Line(line);
    }

    private static string Number(string name, int value) => $"public int {name} => {CSharp.Literal(value)};";

    private static string Unless(int usual, string name, int value) => value == usual ? "" : Number(name, value);

    private static string If(bool value, string name) => value ? $"public bool {name} => true;" : "";
}
