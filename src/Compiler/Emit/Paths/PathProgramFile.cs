using System.Collections.Generic;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Shapes;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Paths;
using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>The third file of a net that asks for path norms: the pass that computes them in single precision.</summary>
internal static class PathProgramFile
{
    /// <param name="model">The plan of the net, the structs of whose file this one names too.</param>
    /// <param name="program">What is printed.</param>
    public static string Emit(Plan model, PathProgram program) => NetFile.Emit(
        model.Namespace,
        head => NetTable.WritePass(head, program.Plans[0], "the path norms of net", model),
        directives => PatternNames.AllowTwins(directives, program.Plans),
        type => Class(type, model, program));

    /// <summary>What the file adds to the description of the net's paths.</summary>
    public static IEnumerable<string> Properties(PathProgram? program)
    {
        if (program?.Plain is not null)
            yield return $"PlainPass = simd => new {PathProgram.PlainName} {{ Simd = simd }}";
        if (program?.Compressed is not null)
            yield return $"CompressedPass = simd => new {PathProgram.CompressedName} {{ Simd = simd }}";
    }

    private static void Class(SourceWriter writer, Plan model, PathProgram program)
    {
        var shapes = new NetShapes([model], program.Plans);
        using (writer.Open($"partial class {CSharp.EscapeType(model.Name)}"))
        {
            PathScalingMethod.Write(writer, program);
            if (program.Plain is { } plain)
            {
                writer.Separate();
                writer.Line("/// <summary>The path-norm pass over all positions.</summary>");
                PathProgramClass.Write(writer, plain, shapes);
            }

            // Two passes repeat each other's packing but for the types that packed weights belong to, so that there is one of them.
            if (program.Compressed is { } compressed)
            {
                writer.Separate();
                writer.Line(program.Plain is null
                    ? "/// <summary>The path-norm pass on distinct rows and columns.</summary>"
                    : $"/// <summary>The same on distinct rows and columns: {CSharp.Readable(compressed.Statistics.MultiplyAdds)} multiply-adds.</summary>");
                PathProgramClass.Write(writer, compressed, shapes);
            }

            shapes.Write(writer);
        }
    }
}
