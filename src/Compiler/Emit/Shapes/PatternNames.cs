using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Shapes;

namespace NetSpec.Compiler.Emit.Shapes;

/// <summary>What the files of patterns are called, and how other files name what is in them.</summary>
internal static class PatternNames
{
    public const string Namespace = "NetSpec.Patterns";

    /// <summary>What the names of all structs begin with.</summary>
    public const string Prefix = "Ks_";

    /// <summary>The struct of a pattern: <c>Ks_6_64_64_1</c>.</summary>
    public static string TypeName(KroneckerShape shape)
    {
        var p = shape.Pattern;
        return Prefix + string.Join("_", new long[] { p.A, p.B, p.C, p.D }.Select(CSharp.Literal));
    }

    /// <summary>The struct as other files name it.</summary>
    public static string FullName(KroneckerShape shape) => $"global::{Namespace}.{TypeName(shape)}";

    /// <summary>The patterns of some programs, each once, in order.</summary>
    public static IEnumerable<KroneckerShape> Of(IEnumerable<Plan> plans) => Sort(plans.SelectMany(plan => plan.Shapes).OfType<KroneckerShape>());

    /// <summary>Patterns in order, each once.</summary>
    public static IEnumerable<KroneckerShape> Sort(IEnumerable<KroneckerShape> shapes) => shapes
        .Distinct()
        .OrderBy(shape => shape.Pattern.A)
        .ThenBy(shape => shape.Pattern.B)
        .ThenBy(shape => shape.Pattern.C)
        .ThenBy(shape => shape.Pattern.D);

    /// <summary><see cref="FileHeader.AllowTwins"/> in the head of a file, where it names patterns.</summary>
    internal static void AllowTwins(SourceWriter writer, IEnumerable<Plan> plans)
    {
        if (Of(plans).Any())
        {
            FileHeader.AllowTwins(writer);
        }
    }
}
