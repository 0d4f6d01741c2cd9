using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>
/// What the files of a net that asks for the theory of its paths are printed from: its graph, what the compiler knows of it, and
/// its single-precision passes.
/// </summary>
/// <param name="Model">The plan of the net itself.</param>
/// <param name="HasForward">Whether the analysis gets the forward pass that margins are computed by.</param>
/// <param name="Heads">What ends outputs and the paths say nothing of.</param>
/// <param name="Graph">The graph.</param>
/// <param name="Constants">What bounds are made of.</param>
/// <param name="Rescaling">The groups of channels that only scale together.</param>
/// <param name="ReusedParameters">The tensors, by position, of which a path can use an element more than once.</param>
/// <param name="Programs">The passes.</param>
internal sealed record PathPlan(
    Plan Model,
    bool HasForward,
    EquatableArray<PathHead> Heads,
    GraphPlan Graph,
    PathConstants Constants,
    RescalingPlan Rescaling,
    EquatableArray<int> ReusedParameters,
    PathPrograms Programs);
