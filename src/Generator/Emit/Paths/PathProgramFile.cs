using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Generator.Planning;

namespace NetSpec.Generator.Emit.Paths;

/// <summary>The third file of a net that asks for path norms: the pass that computes them in single precision.</summary>
public static class PathProgramFile
{
    public static string Emit(Net net, PathProgram program)
    {
        var writer = new SourceWriter();
        FileHeader.Write(writer);
        NetTable.Write(writer, program.Plain with { Name = net.Name }, "the path norms of net");
        writer.Line("");
        writer.Line("#nullable enable");
        PatternNames.AllowTwins(writer, program.Plans);
        writer.Line("");
        if (net.Namespace.Length == 0)
        {
            Class(writer, net, program);
        }
        else
        {
            using (writer.Open("namespace " + CSharp.EscapeDotted(net.Namespace)))
            {
                Class(writer, net, program);
            }
        }

        return writer.ToString();
    }

    /// <summary>What the file adds to the description of the net's paths.</summary>
    public static IEnumerable<string> Properties(PathProgram? program)
    {
        if (program is not null)
            yield return $"PlainPass = simd => new {PathMembers.PlainProgram} {{ Simd = simd }}";
        if (program?.Compressed is not null)
            yield return $"CompressedPass = simd => new {PathMembers.CompressedProgram} {{ Simd = simd }}";
    }

    private static void Class(SourceWriter writer, Net net, PathProgram program)
    {
        using (writer.Open($"public sealed partial class {CSharp.EscapeType(net.Name)}"))
        {
            PathScalingMethod.Write(writer, program.Path);
            writer.Separate();
            writer.Line("/// <summary>The path-norm pass over all positions.</summary>");
            PathProgramClass.Write(writer, program.Plain);
            if (program.Compressed is { } compressed)
            {
                writer.Separate();
                writer.Line($"/// <summary>The same on distinct rows and columns: {CSharp.Readable(compressed.Statistics.MultiplyAdds)} multiply-adds.</summary>");
                PathProgramClass.Write(writer, compressed);
            }
        }
    }
}
