using System;
using System.Linq;
using NetSpec.Compiler.Emit.Gpu;
using NetSpec.Compiler.Names;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Compiler.Specs;
using NetSpec.Compiler.Stages;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Outputs;

/// <summary>What the file of a net's device programs is printed from.</summary>
/// <param name="Path">The net's file.</param>
/// <param name="Plans">The programs, one a precision.</param>
/// <param name="Hint">The first part of the name of its file.</param>
internal sealed record GpuSource(string Path, EquatableArray<GpuPlan> Plans, string Hint)
{
    /// <summary>The source of a type; null when it has no device programs, or none are emitted.</summary>
    public static GpuSource? Of(PlannedType type, NameTable names, bool hasIlgpu) =>
        hasIlgpu && type.Gpu is { Plans: { Count: > 0 } plans } && names.Find(type.Name) is { } hint ? new(type.Name.Path, plans, hint.Text) : null;

    /// <summary>The kernels of the programs, each once.</summary>
    public EquatableArray<FactorKernelKey> Kernels => Plans.SelectMany(plan => plan.Kernels).Distinct().ToEquatableArray();

    public Printed Print()
    {
        try
        {
            return Printed.Of(Hint + ".Gpu.g.cs", ProgramFile.Emit(Plans));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(default, InternalError.Of(Path, exception));
        }
    }
}
