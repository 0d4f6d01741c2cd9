using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Gpu;
using NetSpec.Compiler.Emit.Shapes;

namespace NetSpec.Compiler.Emit.Writing;

/// <summary>
/// Short names of namespaces that an emitted file names often, declared at its top: <c>NetSpecConv::Conv2D</c>. They hold
/// whatever the user's project declares: <c>::</c> looks for aliases alone, so that no type or namespace hides one, and what
/// would clash, a <c>global using</c> of the same name or a type of that name in the global namespace, is kept away by
/// names that only NetSpec gives (decision 16).
/// </summary>
internal static class Aliases
{
    public const string Cpu = Prefix + "Cpu::";
    public const string Kernels = Prefix + "Kernels::";
    public const string Conv = Prefix + "Conv::";
    public const string Dense = Prefix + "Dense::";
    public const string Functions = Prefix + "Functions::";
    public const string Maps = Prefix + "Maps::";
    public const string Pools = Prefix + "Pools::";
    public const string Panels = Prefix + "Panels::";
    public const string Sequences = Prefix + "Sequences::";
    public const string Costs = Prefix + "Costs::";
    public const string Graphs = Prefix + "Graphs::";
    public const string Layers = Prefix + "Layers::";
    public const string Paths = Prefix + "Paths::";
    public const string Passes = Prefix + "Passes::";
    public const string Weights = Prefix + "Weights::";

    /// <summary>The namespace of the runtime, in full.</summary>
    public const string Runtime = "global::NetSpec.Runtime";

    private const string Prefix = "NetSpec";
    private const string Separator = "::";

    private static readonly (string Alias, string Namespace)[] All =
    [
        (Cpu, Runtime + ".Cpu"),
        (Kernels, Runtime + ".Kernels"),
        (Conv, Runtime + ".Kernels.Convolution"),
        (Dense, Runtime + ".Kernels.Dense"),
        (Functions, Runtime + ".Kernels.Functions"),
        (Maps, Runtime + ".Kernels.Mapping"),
        (Pools, Runtime + ".Kernels.Pooling"),
        (Panels, Runtime + ".Kernels.Panelling"),
        (Sequences, Runtime + ".Kernels.Sequences"),
        (Costs, Runtime + ".Kernels.Costs"),
        (Graphs, Runtime + ".Graphs"),
        (Layers, Runtime + ".Graphs.Layers"),
        (Paths, Runtime + ".Paths"),
        (Passes, Runtime + ".Paths.Passes"),
        (Weights, Runtime + ".Weights"),
    ];

    /// <summary>What no net and no namespace of nets may be called where nothing is around it.</summary>
    public static IReadOnlyCollection<string> Reserved { get; } = [.. All.Select(entry => Name(entry.Alias))];

    /// <summary>The namespaces that emitted code names, with those around them: a type of such a name takes it over.</summary>
    public static IReadOnlyList<string> Needed { get; } =
    [
        "NetSpec", "NetSpec.Runtime", .. All.Select(entry => entry.Namespace.Substring("global::".Length)), PatternNames.Namespace, FactorKernelNames.Namespace,
        "System", "System.Globalization", "System.IO", "System.Numerics", "ILGPU", "ILGPU.Runtime",
    ];

    /// <summary>The types of .NET that emitted code names, as metadata has them: one that the project declares for itself takes their place.</summary>
    public static IReadOnlyList<string> NeededTypes { get; } =
    [
        "System.Action", "System.ArgumentException", "System.ArgumentNullException", "System.ArgumentOutOfRangeException", "System.Array", "System.Attribute",
        "System.Func`1", "System.GC", "System.Half", "System.IDisposable", "System.InvalidOperationException", "System.Math",
        "System.ObjectDisposedException", "System.PlatformNotSupportedException", "System.ReadOnlySpan`1", "System.Span`1", "System.TimeSpan",
        "System.Globalization.CultureInfo", "System.IO.Stream", "System.Numerics.BigInteger",
    ];

    /// <summary>A type of this name is meant wherever emitted code leaves the type of a variable to the compiler.</summary>
    public const string Var = "var";

    /// <summary>Whether a name of the project's code is one that emitted code needs.</summary>
    public static bool IsNeeded(string fullName) =>
        Needed.Contains(fullName)
        || Reserved.Contains(fullName)
        || fullName == Var
        || fullName.EndsWith("." + Var, System.StringComparison.Ordinal)
        || fullName.StartsWith("NetSpec.Runtime.", System.StringComparison.Ordinal)
        || NeededTypes.Any(type => type.Split('`')[0] == fullName);

    /// <summary>A type of the runtime's kernels, or a member of one, as emitted code names it.</summary>
    /// <param name="name">Its room and its name: <c>Convolution.DirectConv2D</c>.</param>
    internal static string Kernel(string name)
    {
        var room = name.Substring(0, name.IndexOf('.'));
        return All.First(entry => entry.Namespace == $"{Runtime}.Kernels.{room}").Alias + name.Substring(room.Length + 1);
    }

    /// <summary>Declares those that a text names: lines, each ended. One that it names once stands there in full.</summary>
    internal static (string Declarations, string Text) Declare(string text)
    {
        var declarations = "";
        foreach (var (alias, ns) in All)
        {
            var first = text.IndexOf(alias, System.StringComparison.Ordinal);
            if (first < 0)
                continue;

            if (text.IndexOf(alias, first + alias.Length, System.StringComparison.Ordinal) < 0)
                text = text.Replace(alias, ns + ".");
            else
                declarations += $"using {Name(alias)} = {ns};\n";
        }

        return (declarations, text);
    }

    private static string Name(string alias) => alias.Substring(0, alias.Length - Separator.Length);
}
