using NetSpec.Dsl;

namespace NetSpec.Compiler.Outputs;

/// <summary>What printing comes to.</summary>
/// <param name="Files">The files; stand-ins where there is a problem.</param>
/// <param name="Problem">A defect of the compiler, null when all went well.</param>
internal sealed record Printed(EquatableArray<OutputFile> Files, SpecProblem? Problem = null)
{
    /// <summary>One file.</summary>
    public static Printed Of(string name, string text) => new(EquatableArray.Of(new OutputFile(name, text)));
}
