using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Compiler.Planning.Storage;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Planning;

/// <summary>
/// A net as a program: ordered steps with every buffer placed. Value-equal, and complete: whoever prints it decides nothing.
/// </summary>
/// <param name="Namespace">The C# namespace, empty for the global one.</param>
/// <param name="Name">The C# class name.</param>
/// <param name="Arguments">The net's parameters with the values used.</param>
/// <param name="Inputs">What the caller gives, in the order of the spec.</param>
/// <param name="Outputs">What the caller gets, in the order of the spec.</param>
/// <param name="Parameters">The tensors, in state-dict order.</param>
/// <param name="IsBatchLast">Whether the samples of each value lie together in the caller's memory.</param>
/// <param name="HasForward">Whether the forward pass was asked for; without it there are no steps.</param>
/// <param name="HasPanels">Whether the forward pass also runs in panels: see <see cref="PanelRule"/>.</param>
/// <param name="Samples">The steps that threads may take through samples of their own.</param>
/// <param name="Shapes">What kernels are specialised to, each once.</param>
/// <param name="Weights">What is packed at load, each once.</param>
/// <param name="Steps">The work, in order.</param>
/// <param name="Values">The values that are stored, in order of writing.</param>
/// <param name="Buffers">The memory they share.</param>
/// <param name="WorkspaceSize">Floats of workspace a sample.</param>
/// <param name="ImagesPerPass">Samples that a pass should take together.</param>
/// <param name="Statistics">Numbers for people.</param>
/// <param name="Chains">What is known of the chains of Kronecker-sparse factors.</param>
internal sealed record Plan(
    string Namespace,
    string Name,
    EquatableArray<NetArgument> Arguments,
    EquatableArray<Port> Inputs,
    EquatableArray<Port> Outputs,
    EquatableArray<Parameter> Parameters,
    bool IsBatchLast,
    bool HasForward,
    bool HasPanels,
    SampleSteps Samples,
    EquatableArray<KernelShape> Shapes,
    EquatableArray<PackedWeights> Weights,
    EquatableArray<PlanStep> Steps,
    EquatableArray<StoredValue> Values,
    EquatableArray<PlannedBuffer> Buffers,
    int WorkspaceSize,
    int ImagesPerPass,
    Statistics Statistics,
    EquatableArray<SparseChain> Chains)
{
    /// <summary>The samples of a panel.</summary>
    public const int PanelSamples = PanelRule.Samples;

    /// <summary>Whether threads may take samples of their own through the network.</summary>
    public bool SharesSamples => Samples.Count > 0;

    /// <summary>The steps that take more samples at a time.</summary>
    public BatchHead Head { get; init; } = new(Steps.Count, 0);

    /// <summary>What the program was allowed to do.</summary>
    public ProgramPolicy Policy { get; init; } = ProgramPolicy.Forward;

    /// <summary>Whether the net is also run token by token, for which more is packed.</summary>
    public bool HasDecoder { get; init; }

    /// <summary>Namespace and name: unique in a compilation.</summary>
    public string FullName => Namespace.Length == 0 ? Name : Namespace + "." + Name;
}
