using System.Linq;
using NetSpec.Compiler.Planning.Paths;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>What the second file calls the members that it adds to the class of a net.</summary>
internal static class PathMembers
{
    public const string Architecture = "Architecture";
    public const string Paths = "Paths";
    public const string Field = "_paths";
    public const string Tables = "PathTables";

    /// <summary>All of them: names that the first file cannot give.</summary>
    public static readonly string[] All =
    [
        Architecture, Paths, Field, Tables, PathProgram.PlainName, PathProgram.CompressedName, CostProgram.Name, PathScalingMethod.Class, NetShapes.Class,
        ConstantsSection.PathCount, .. ConstantsSection.Members.Select(member => member.Name),
    ];
}
