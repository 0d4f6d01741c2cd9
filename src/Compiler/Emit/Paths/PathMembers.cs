using System.Linq;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>What the second file calls the members that it adds to the class of a net.</summary>
internal static class PathMembers
{
    public const string Architecture = "Architecture";
    public const string Paths = "Paths";
    public const string Field = "_paths";
    public const string Tables = "PathTables";

    public const string PlainProgram = "PathNormProgram";
    public const string CostProgram = "PathCostProgram";
    public const string CompressedProgram = "CompressedPathNormProgram";

    /// <summary>All of them: names that the first file cannot give.</summary>
    public static readonly string[] All =
    [
        Architecture, Paths, Field, Tables, PlainProgram, CompressedProgram, CostProgram, PathScalingMethod.Class, NetShapes.Class,
        ConstantsSection.PathCount, .. ConstantsSection.Members.Select(member => member.Name),
    ];
}
