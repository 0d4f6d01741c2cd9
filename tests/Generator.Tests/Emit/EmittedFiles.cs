using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit;
using NetSpec.Compiler.Emit.Paths;
using NetSpec.Compiler.Planning;
using NetSpec.Dsl.Graph;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>The texts that one compilation takes: what nets are printed as, and each pattern of theirs once.</summary>
internal static class EmittedFiles
{
    public static string[] Of(params IEnumerable<Plan> plans)
    {
        var all = plans.ToList();
        return [.. all.Select(ModelFile.Emit), .. Patterns(all)];
    }

    /// <summary>With the files of the nets' paths.</summary>
    public static string[] WithPaths(params IEnumerable<Net> nets)
    {
        var all = nets.Select(net => (Net: net, Plan: Planner.Plan(net), Programs: PathPrograms.Of(net))).ToList();
        return
        [
            .. all.SelectMany(type => (string?[])
            [
                ModelFile.Emit(type.Plan),
                PathFile.Emit(type.Net, type.Programs.Norms, type.Programs.Costs),
                type.Programs.Norms is { } norms ? PathProgramFile.Emit(type.Net, type.Plan, norms) : null,
                type.Programs.Costs is { } costs ? CostProgramFile.Emit(type.Net, type.Plan, type.Programs.Norms!, costs) : null,
            ]).OfType<string>(),
            .. Patterns(all.SelectMany(type => type.Programs.Plans.Prepend(type.Plan))),
        ];
    }

    private static IEnumerable<string> Patterns(IEnumerable<Plan> plans)
    {
        var patterns = PatternNames.Of(plans).Select(PatternFile.Emit).ToList();
        return patterns.Count == 0 ? patterns : patterns.Append(EmbeddedTypes.File);
    }
}
