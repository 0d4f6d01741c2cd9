using System.Collections.Generic;

namespace NetSpec.Dsl.Graph;

/// <summary>The words of an <c>emit</c> line: the passes that a net is compiled to, and what else is asked for there.</summary>
internal static class PassWords
{
    /// <summary>The pass that runs the net, which is there unless the spec says otherwise.</summary>
    public const string Forward = "forward";

    /// <summary>No pass but a word about one: convolutions of the forward pass sum the products of their definition.</summary>
    public const string Direct = "direct";

    /// <summary>The net token by token, with what it keeps of those before.</summary>
    public const string Decoder = "decoder";

    /// <summary>The forward pass on a device, in single precision.</summary>
    public const string Gpu = "gpu";

    /// <summary>The forward pass on a device, with half precision in memory and sums in single precision.</summary>
    public const string GpuHalf = "gpu_half";

    /// <summary>No pass either: the theory of the net's paths in double alone.</summary>
    public const string Lifting = "lifting";

    /// <summary>The pass that computes path norms, and the theory in double.</summary>
    public const string PathNorm = "pathnorm";

    /// <summary>The pass that computes the Φ-costs of parameters, with all that <see cref="PathNorm"/> gives.</summary>
    public const string PhiCost = "phicost";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Forward, Direct, Decoder, Gpu, GpuHalf, Lifting, PathNorm, PhiCost];
}
