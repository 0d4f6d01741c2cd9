using System;
using System.Linq;
using NetSpec.Compiler.Emit.Decoding;
using NetSpec.Compiler.Names;
using NetSpec.Compiler.Planning.Decoding;
using NetSpec.Compiler.Specs;
using NetSpec.Compiler.Stages;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Outputs;

/// <summary>What the file of a net that asks for a decoder is printed from.</summary>
/// <param name="Path">The net's file.</param>
/// <param name="Plan">The plan, if there is one.</param>
/// <param name="Shell">What stands in for it.</param>
/// <param name="Hint">The first part of the name of its file.</param>
internal sealed record DecoderSource(string Path, DecoderPlan? Plan, NetShell Shell, string Hint)
{
    /// <summary>The source of a type; null when it asks for no decoder, or is not emitted.</summary>
    public static DecoderSource? Of(PlannedType type, NameTable names) => type.Shell.Passes.Contains(PassWords.Decoder) && names.Find(type.Name) is { } hint
        ? new(type.Name.Path, type.Plan is null ? null : type.Decoder?.Plan, type.Shell, hint.Text)
        : null;

    public Printed Print()
    {
        if (Plan is null)
            return StandIn;

        try
        {
            return Printed.Of(File, DecoderFile.Emit(Plan));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return StandIn with { Problem = InternalError.Of(Path, exception) };
        }
    }

    private string File => Hint + ".Decoder.g.cs";

    private Printed StandIn => Printed.Of(File, DecoderShellFile.Emit(Shell));
}
