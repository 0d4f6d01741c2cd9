using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Generator.Emit;

/// <summary>
/// Short names of namespaces that an emitted file names often, declared at its top: <c>NetSpecCpu::Conv2D</c>. They hold
/// whatever the user's project declares: <c>::</c> looks for aliases alone, so that no type or namespace hides one, and what
/// would clash, a <c>global using</c> of the same name or a type of that name in the global namespace, is kept away by
/// names that only NetSpec gives (decision 16).
/// </summary>
public static class Aliases
{
    public const string Cpu = Prefix + "Cpu::";
    public const string Graphs = Prefix + "Graphs::";
    public const string Paths = Prefix + "Paths::";
    public const string Weights = Prefix + "Weights::";

    private const string Prefix = "NetSpec";
    private const string Separator = "::";

    private static readonly (string Alias, string Namespace)[] All = [(Cpu, Api.Cpu), (Graphs, Api.Graphs), (Paths, Api.Paths), (Weights, Api.Weights)];

    /// <summary>What no net and no namespace of nets may be called where nothing is around it.</summary>
    public static IReadOnlyCollection<string> Reserved { get; } = [.. All.Select(entry => Name(entry.Alias))];

    /// <summary>Declares some, above the namespace of the file.</summary>
    internal static void Write(SourceWriter writer, params string[] aliases)
    {
        foreach (var (alias, name) in All.Where(entry => aliases.Contains(entry.Alias)))
        {
            writer.Line($"using {Name(alias)} = {name};");
        }
    }

    private static string Name(string alias) => alias.Substring(0, alias.Length - Separator.Length);
}
