using System;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Names;
using NetSpec.Compiler.Specs;
using NetSpec.Compiler.Stages;

namespace NetSpec.Compiler.Outputs;

/// <summary>What the first file of a net is printed from: its class with the forward pass, or what stands in for it.</summary>
/// <param name="Type">The net.</param>
/// <param name="Hint">The first part of the file's name, and the accessibility of the class.</param>
internal sealed record ModelSource(PlannedType Type, HintName Hint)
{
    /// <summary>The source of a type; null when it is not emitted, because its name is another's.</summary>
    public static ModelSource? Of(PlannedType type, NameTable names) => names.Find(type.Name) is { } hint ? new(type, hint) : null;

    public Printed Print()
    {
        if (Type.Plan is null)
            return Shell;

        try
        {
            return Printed.Of(Hint.Text + ".Model.g.cs", ModelClassFile.Emit(Type.Plan, Hint.Access));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Shell with { Problem = InternalError.Of(Type.Name.Path, exception) };
        }
    }

    private Printed Shell => Printed.Of(Hint.Text + ".Shell.g.cs", ShellFile.Emit(Type.Shell, Hint.Access, withPaths: Type.Paths is null));
}
