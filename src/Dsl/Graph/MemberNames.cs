using System;
using System.Collections.Generic;

namespace NetSpec.Dsl.Graph;

/// <summary>The names that an input, an output or a net would have in the emitted class, and those that the class has without them.</summary>
internal static class MemberNames
{
    private static readonly HashSet<string> Arguments = new(StringComparer.Ordinal) { "Batch", "Threads", "Workspace" };

    private static readonly HashSet<string> Members =
    [
        "Architecture", "CompressedPathNormProgram", "Decoder", "Depth", "DepthWithoutPools", "Forward", "Gpu", "GpuHalf",
        "ImagesPerPass", "InputDimension", "KernelShapes", "Layout", "Load",
        "MultiplyAdds", "NeuronCount", "OutputDimension", "PackDecoder", "PackWeights", "ParameterCount", "PassOfZeros", "PathCostProgram", "PathCount",
        "PathNormProgram", "PathNormScaling",
        "Paths", "PathTables", "PoolKernel", "PoolKinds", "PoolLayers", "ReadsParameters", "Tensors", "WorkspaceSize", "_paths",
    ];

    /// <summary>What every emitted class calls its members, whichever passes it is emitted for.</summary>
    public static IReadOnlyCollection<string> All => Members;

    /// <summary>What C# calls the method that reads a property begins with this, and is a name of the class too.</summary>
    private const string Getter = "get_";

    /// <summary>The stem of the members of an input or output: <c>Image</c> of <c>image</c>, as in <c>ImageSize</c>.</summary>
    public static string Of(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>Whether <c>Forward</c> has an argument of that name already.</summary>
    public static bool IsReserved(string name) => Arguments.Contains(Of(name));

    /// <summary>Whether the emitted class has a member of that name, which the class itself then cannot have.</summary>
    public static bool IsMember(string net) =>
        Members.Contains(net) || (net.StartsWith(Getter, StringComparison.Ordinal) && Members.Contains(net.Substring(Getter.Length)));
}
