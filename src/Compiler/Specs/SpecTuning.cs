using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Specs;

/// <summary>A <c>tune</c> line, and the file that it stands in.</summary>
internal sealed record SpecTuning(string Path, KernelTuning Tuning)
{
    /// <summary>The lines of a file.</summary>
    public static EquatableArray<SpecTuning> In(ParsedSpec spec) => spec.Tunings.Select(tuning => new SpecTuning(spec.Path, tuning)).ToEquatableArray();
}
