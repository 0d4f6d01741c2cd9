using NetSpec.Compiler.Emit.Gpu;
using NetSpec.Compiler.Names;
using NetSpec.Compiler.Stages;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Outputs;

/// <summary>What stands in for the device programs of a net with errors, so that user code fails once, in the spec.</summary>
/// <param name="Shell">The net.</param>
/// <param name="Hint">The first part of the name of its file.</param>
internal sealed record GpuShell(NetShell Shell, string Hint)
{
    /// <summary>The stand-in of a type; null when it needs none.</summary>
    public static GpuShell? Of(PlannedType type, NameTable names, bool hasIlgpu) =>
        hasIlgpu && (type.Plan is null || type.Gpu?.Problem is not null) && GpuPasses.AreAsked(type.Shell.Passes) && names.Find(type.Name) is { } hint
            ? new(type.Shell, hint.Text)
            : null;

    public Printed Print() => Printed.Of(Hint + ".Gpu.g.cs", ProgramShellFile.Emit(Shell));
}
