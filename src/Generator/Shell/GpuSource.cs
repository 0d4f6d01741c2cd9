using System;
using NetSpec.Compiler.Emit.Gpu;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Dsl;

namespace NetSpec.Generator.Shell;

/// <summary>What the fourth source output prints: the device programs of a net.</summary>
/// <param name="Path">The net's file.</param>
/// <param name="Plans">The programs, one a precision.</param>
/// <param name="Hint">The first part of the name of its file.</param>
public sealed record GpuSource(string Path, EquatableArray<GpuPlan> Plans, string Hint)
{
    /// <summary>The file, or why there is none.</summary>
    public (string? Text, SpecProblem? Problem) Print()
    {
        try
        {
            return (ProgramFile.Emit(Plans), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return (null, InternalError.Of(Path, exception));
        }
    }
}
