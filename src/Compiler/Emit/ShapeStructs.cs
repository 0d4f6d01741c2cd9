using NetSpec.Compiler.Planning;

namespace NetSpec.Compiler.Emit;

/// <summary>
/// One struct for each distinct shape that a kernel is specialised to; its getters are constants to the JIT. The patterns
/// of Kronecker-sparse factors have files of their own.
/// </summary>
internal static class ShapeStructs
{
    /// <summary>What the structs call their members, after which none can be called.</summary>
    public static readonly string[] Members =
    [
        "InChannels", "InHeight", "InWidth", "InBorder", "OutChannels", "OutHeight", "OutWidth", "OutBorder", "KernelHeight", "KernelWidth",
        "StrideHeight", "StrideWidth", "PadTop", "PadLeft", "DilationHeight", "DilationWidth", "Groups", "InPlanar", "Relu", "HasResidual",
        "ResidualBorder", "InFeatures", "OutFeatures",
    ];

    public static void Write(SourceWriter writer, Plan plan, ModelNames names)
    {
        for (var i = 0; i < plan.Shapes.Count; i++)
        {
            writer.Separate();
            Write(writer, "private", names.Shapes[i], plan.Shapes[i]);
        }
    }

    /// <summary>The struct of a shape, if it has one here.</summary>
    public static void Write(SourceWriter writer, string access, string name, KernelShape shape)
    {
        switch (shape)
        {
            case ConvShape conv:
                Conv(writer, access, name, conv);
                break;
            case LinearShape linear:
                Linear(writer, access, name, linear);
                break;
        }
    }

    private static void Conv(SourceWriter writer, string access, string name, ConvShape shape)
    {
        using (Open(writer, access, name, "IConvShape"))
        {
            Side(writer, "In", shape.Input);
            Side(writer, "Out", shape.Output);
            Row(writer, Number("KernelHeight", shape.KernelHeight), Number("KernelWidth", shape.KernelWidth));
            Row(writer, Number("StrideHeight", shape.StrideHeight), Number("StrideWidth", shape.StrideWidth));
            Row(writer, Number("PadTop", shape.PadTop), Number("PadLeft", shape.PadLeft));
            Row(writer, Number("DilationHeight", shape.DilationHeight), Number("DilationWidth", shape.DilationWidth));
            Row(writer, Number("Groups", shape.Groups), Flag("InPlanar", shape.IsInputPlanar));
            Row(writer, Flag("Relu", shape.Relu), Flag("HasResidual", shape.HasResidual), Number("ResidualBorder", shape.ResidualBorder));
        }
    }

    private static void Linear(SourceWriter writer, string access, string name, LinearShape shape)
    {
        using (Open(writer, access, name, "ILinearShape"))
        {
            Row(writer, Number("InFeatures", shape.InFeatures), Number("OutFeatures", shape.OutFeatures));
            Row(writer, Flag("Relu", shape.Relu), Flag("HasResidual", shape.HasResidual));
        }
    }

    private static SourceWriter.Block Open(SourceWriter writer, string access, string name, string contract) =>
        writer.Open($"{access} readonly struct {name} : {Aliases.Cpu}{contract}");

    private static void Side(SourceWriter writer, string side, ConvSide extents) => Row(
        writer,
        Number(side + "Channels", extents.Channels),
        Number(side + "Height", extents.Height),
        Number(side + "Width", extents.Width),
        Number(side + "Border", extents.Border));

    private static void Row(SourceWriter writer, params string[] members) => writer.Line(string.Join(" ", members));

    private static string Number(string name, int value) => $"public int {name} => {CSharp.Literal(value)};";

    private static string Flag(string name, bool value) => $"public bool {name} => {CSharp.Literal(value)};";
}
