namespace NetSpec.Compiler.Emit.Writing;

/// <summary>
/// Types that every assembly with nets has for itself under the same names: patterns, kernels, host code. The compiler hides what
/// has this attribute from every other assembly, so that one may show another its internals and they never meet.
/// </summary>
internal static class EmbeddedTypes
{
    /// <summary>The name of the attribute's file.</summary>
    public const string FileName = "NetSpec.EmbeddedAttribute.g.cs";

    /// <summary>What stands before each of these types.</summary>
    public const string Attribute = "[global::Microsoft.CodeAnalysis.Embedded]";

    /// <summary>The attribute's file. The class is partial, since other generators may add it too.</summary>
    public static string File => Template.Emit(Template.Prefix + "EmbeddedAttribute", "has Kronecker-sparse factors, or a net with the pass gpu or gpu_half");
}
