using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Specs;

/// <summary>A spec with all that it is compiled from: an edit of another file than these leaves it as it is.</summary>
/// <param name="Sources">The spec and the files that it uses.</param>
/// <param name="Options">What the project says about it.</param>
internal sealed record SpecUnit(SpecSources Sources, SpecOptions Options)
{
    public string Path => Sources.Spec.Path;

    /// <summary>The specs of a project, each with what it uses of them and of other files.</summary>
    public static IEnumerable<SpecUnit> Of(IReadOnlyCollection<SpecText> specs, IEnumerable<SourceFile> others)
    {
        var usable = UsableFiles.Of([.. others.Concat(specs.Select(spec => spec.Source)).Select(UsableFiles.With)]);
        return specs.Select(spec => Of(spec, usable));
    }

    /// <summary>A spec beside which there are no files.</summary>
    public static SpecUnit Alone(SpecText spec) => Of(spec, new(default, default));

    /// <summary>A spec with what it uses of the files of its project.</summary>
    public static SpecUnit Of(SpecText spec, UsableFiles files) => new(SpecSources.Of(spec.Source, files.Files, files.Known), spec.Options);
}
