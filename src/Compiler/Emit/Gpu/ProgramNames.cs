using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>Every name of an emitted device program, each once, in an order that depends on the plan alone.</summary>
internal sealed class ProgramNames
{
    private readonly Dictionary<AttentionShape, string> _attention = [];
    private readonly PortNames _ports;

    public ProgramNames(GpuPlan plan)
    {
        _ports = new PortNames(plan.Name, plan.Inputs.Select(port => port.Name), plan.Outputs.Select(port => port.Name));
        Type = TypeName(plan);

        // An argument hides a member of its name, so what methods use is no name for an argument.
        var arguments = _ports.Arguments;
        (Pass, Stream, Repetitions) = (arguments.Unique("pass"), arguments.Unique("stream"), arguments.Unique("repetitions"));
        (Program, Model, Device, Run) = (arguments.Unique("_program"), arguments.Unique("_model"), arguments.Unique("device"), arguments.Unique("Run"));

        var members = new Identifiers(
            [.. PortNames.OfObject, "Accelerator", "Dispose", "Forward", "Measure", "Upload", Type, Program, Model, Run, .. Inputs, .. Outputs]);
        Weights = [.. plan.Weights.Select(weights => members.Unique(Identifiers.Field(Identifiers.Member(weights.Name))))];
        foreach (var shape in plan.Attention)
        {
            _attention.Add(shape, members.Unique($"AttentionOf{CSharp.Literal(shape.Tokens)}Tokens"));
        }
    }

    /// <summary>The nested class of a program.</summary>
    public static string TypeName(GpuPlan plan) => plan.IsHalf ? "GpuHalf" : "Gpu";

    public string Type { get; }

    /// <inheritdoc cref="PortNames.Inputs"/>
    public IReadOnlyList<string> Inputs => _ports.Inputs;

    /// <inheritdoc cref="PortNames.Inputs"/>
    public IReadOnlyList<string> Outputs => _ports.Outputs;

    /// <inheritdoc cref="PortNames.InputSizes"/>
    public IReadOnlyList<string> InputSizes => _ports.InputSizes;

    /// <inheritdoc cref="PortNames.OutputSizes"/>
    public IReadOnlyList<string> OutputSizes => _ports.OutputSizes;

    public string Batch => _ports.Batch;

    public string Pass { get; }

    public string Stream { get; }

    public string Repetitions { get; }

    public string Program { get; }

    public string Model { get; }

    public string Device { get; }

    public string Run { get; }

    /// <summary>The class of a kernel of attention.</summary>
    public string Attention(AttentionShape shape) => _attention[shape];

    /// <summary>The field of each entry of weights.</summary>
    public IReadOnlyList<string> Weights { get; }
}
