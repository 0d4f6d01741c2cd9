using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Text;

namespace NetSpec.Runtime.Sparse;

/// <summary>What may stand as a name in a spec that the compiler accepts, which a test tries.</summary>
internal static class SpecNames
{
    /// <summary>Names that emitted code needs; what lies in them is taken too.</summary>
    private static readonly string[] Taken =
    [
        "System", "Microsoft.CodeAnalysis", "ILGPU", "NetSpec.Runtime", "NetSpec.Gpu", "NetSpecCpu", "NetSpecKernels", "NetSpecConv", "NetSpecDense",
        "NetSpecMaps", "NetSpecPools", "NetSpecPanels", "NetSpecCosts", "NetSpecGraphs", "NetSpecLayers", "NetSpecPaths", "NetSpecPasses", "NetSpecWeights",
    ];

    /// <summary>Parts of letters, digits and <c>_</c> with dots between them.</summary>
    public static void CheckLayer(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!name.Split('.').All(part => part.Length > 0 && part.All(IsLetterOrDigit)))
            throw new ArgumentException(
                $"'{name}' cannot name a layer; a name is letters, digits and '_', with dots between parts, such as layer1.fc.", nameof(name));
    }

    public static void CheckNet(string net)
    {
        ArgumentNullException.ThrowIfNull(net);
        if (!IsIdentifier(net))
            throw new ArgumentException($"'{net}' cannot name a net; a name is letters, digits and '_', starts with no digit and is no keyword.", nameof(net));
        if (net is "XSize" or "YSize" || MemberNames.IsMember(net))
            throw new ArgumentException($"'{net}' cannot name a net: its class has a member of that name; choose another one.", nameof(net));
        if (CSharpWords.Contains(net))
            throw new ArgumentException($"'{net}' cannot name a net: its class would take that word from C#; choose another one.", nameof(net));
    }

    /// <summary>Namespace and name together, each of which has been checked.</summary>
    public static void CheckFullName(string net, string? @namespace)
    {
        var full = @namespace is null ? net : @namespace + "." + net;
        if (full is "NetSpec" or "NetSpec.Patterns" or "Microsoft" || full.StartsWith("NetSpec.Patterns.Ks_", StringComparison.Ordinal)
            || Taken.Any(taken => full == taken || full.StartsWith(taken + ".", StringComparison.Ordinal)))
            throw new ArgumentException($"'{full}' cannot be the full name of a net: emitted code needs that name; choose another namespace.",
                @namespace is null ? nameof(net) : nameof(@namespace));
    }

    public static void CheckNamespace(string @namespace)
    {
        if (!@namespace.Split('.').All(part => IsName(part) && !CSharpWords.Contains(part)))
            throw new ArgumentException(
                $"'{@namespace}' cannot be a namespace; one is names with dots between them, such as Samples.Sparse, none of them a word of C# like 'var'.",
                nameof(@namespace));
    }

    private static bool IsIdentifier(string name) => IsName(name) && !Keywords.IsReserved(name);

    private static bool IsName(string name) => name.Length > 0 && name.All(IsLetterOrDigit) && !char.IsAsciiDigit(name[0]);

    private static bool IsLetterOrDigit(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
