using System.Linq;
using NetSpec.Compiler.Rewrites;

namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>What a program may do for speed. A choice asks it in place of knowing which program it is made for.</summary>
/// <param name="MultipliesFactors">
/// Whether neighbouring Kronecker-sparse factors may become one; not where weights are scaled to the limits of their range one by one.
/// </param>
/// <param name="Subtracts">
/// Whether an algorithm may subtract what its definition only adds, as Winograd's do; not where sums of terms that are not negative
/// keep their relative precision because nothing cancels.
/// </param>
internal sealed record ProgramPolicy(bool MultipliesFactors, bool Subtracts)
{
    /// <summary>
    /// Whether an algorithm may make one sum of several; not where the program also runs in panels, whose kernels add in the order of the
    /// definition and give the same results to the last bit.
    /// </summary>
    public bool SplitsSums { get; init; }

    /// <summary>Whether one kernel may compute two layers and keep to itself what lies between them.</summary>
    public bool JoinsLayers { get; init; } = true;

    /// <summary>The number of weights from which on last layers may take more samples at a time than those before; none by default.</summary>
    public long LeastHead { get; init; } = long.MaxValue;

    /// <summary>That of a user's forward pass.</summary>
    public static ProgramPolicy Forward { get; } = new(MultipliesFactors: true, Subtracts: true) { SplitsSums = true, LeastHead = SplitHead.LeastWeights };

    /// <summary>That of a forward pass whose spec says <c>emit direct</c>.</summary>
    public static ProgramPolicy Direct { get; } = new(MultipliesFactors: true, Subtracts: false)
    {
        SplitsSums = true, JoinsLayers = false, LeastHead = SplitHead.LeastWeights,
    };

    /// <summary>That of the passes which compute path norms and costs.</summary>
    public static ProgramPolicy Paths { get; } = new(MultipliesFactors: false, Subtracts: false);

    /// <summary>What it forbids, as the emitted comment says it; empty when it forbids nothing.</summary>
    public string Restrictions => string.Join(" and ", new[]
    {
        MultipliesFactors ? "" : "no factors multiplied out", Subtracts ? "" : "no algorithm that subtracts", JoinsLayers ? "" : "no layers joined",
    }.Where(part => part.Length > 0));
}
