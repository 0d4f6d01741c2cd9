using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>The groups of channels that only scale together, by the layers of the graph.</summary>
/// <param name="GroupCount">The number of free groups.</param>
/// <param name="Lines">The runs of channels. A layer without one has those of the first layer it reads.</param>
internal sealed record RescalingPlan(int GroupCount, EquatableArray<RescalingLine> Lines);

/// <summary>Channels of a layer in a row: the first <paramref name="Repeat"/> are in one group, the next in the group after it, and so on.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Count">The number of channels.</param>
/// <param name="First">The group of the first; -1 if all are tied to an input, -2 to an output.</param>
/// <param name="Repeat">Channels in a row that are in one group.</param>
/// <param name="Name">The name of the node or neuron.</param>
internal sealed record RescalingLine(int Layer, int Count, int First, int Repeat, string Name);
