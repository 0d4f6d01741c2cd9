namespace NetSpec.Compiler.Emit.Paths;

/// <summary>What the second file calls the members that it adds to the class of a net; <see cref="Dsl.Graph.MemberNames"/> has them all.</summary>
internal static class PathMembers
{
    public const string Architecture = "Architecture";
    public const string Paths = "Paths";
    public const string Field = "_paths";
    public const string Tables = "PathTables";
}
