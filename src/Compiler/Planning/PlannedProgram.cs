using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Compiler.Planning.Storage;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning;

/// <summary>The part of a <see cref="Plan"/> that is computed from the rewritten net.</summary>
internal sealed record PlannedProgram(
    bool HasPanels,
    EquatableArray<KernelShape> Shapes,
    EquatableArray<PackedWeights> Weights,
    EquatableArray<PlanStep> Steps,
    EquatableArray<StoredValue> Values,
    EquatableArray<PlannedBuffer> Buffers,
    int WorkspaceSize,
    BatchHead Head);
