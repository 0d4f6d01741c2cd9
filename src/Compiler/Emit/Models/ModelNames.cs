using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Shapes;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Models;

/// <summary>Every name of an emitted class, each once, in an order that depends on the plan alone.</summary>
internal sealed class ModelNames
{
    private readonly PortNames _ports;

    /// <param name="plan">The plan.</param>
    /// <param name="shapes">The structs of its kernels' shapes.</param>
    /// <param name="inherited">What else a base class calls its members.</param>
    public ModelNames(Plan plan, NetShapes shapes, IReadOnlyList<string> inherited)
    {
        _ports = new PortNames(plan.Name, plan.Inputs.Select(port => port.Name), plan.Outputs.Select(port => port.Name));
        var (arguments, members) = (_ports.Arguments, _ports.Members);
        foreach (var name in inherited)
        {
            members.Unique(name);
        }

        var tensors = ScopeOfTensors();

        (First, Samples, Run) = (arguments.Unique("first"), arguments.Unique("samples"), arguments.Unique("run"));
        (Reservation, Ports, Ranges) = (arguments.Unique("reservation"), arguments.Unique("ports"), arguments.Unique("ranges"));
        (Head, Kept, Part) = (arguments.Unique("head"), arguments.Unique("kept"), arguments.Unique("part"));

        Steps = [.. plan.Steps.Select(step => members.Unique(StepName(step)))];
        Parts = [.. plan.Steps.Select((step, i) => step is NeuronsStep neurons ? PartNames(neurons, i) : [])];
        Shapes = [.. plan.Shapes.Select(shape => shapes[shape])];
        Weights = [.. plan.Weights.Select(weights => members.Unique(Identifiers.Field(Identifiers.Member(weights.Name))))];
        Caches = plan.Steps.OfType<CallStep>()
            .Select(step => step.Find<CallArgument.Cache>())
            .OfType<CallArgument.Cache>()
            .ToDictionary(cache => cache.Name, cache => members.Unique(Identifiers.Field(Identifiers.Member(cache.Name)) + "Cache"));
        Parameters = [.. plan.Parameters.Select(parameter => tensors.Unique(Identifiers.Member(parameter.Name)))];

        IReadOnlyList<string> PartNames(NeuronsStep step, int index) => step.Parts.Count == 1
            ? [members.Unique(Steps[index] + "Sample")]
            : [.. step.Parts.Select((_, part) => members.Unique(Steps[index] + "Part" + CSharp.Literal(part + 1)))];

        string StepName(PlanStep step) => step switch
        {
            LoadStep load => "Load" + Identifiers.Member(Inputs[load.Input]),
            StoreStep store => "Store" + Identifiers.Member(Outputs[store.Output]),
            _ => Identifiers.Member(step.About.Name),
        };
    }

    /// <summary>The scope of the class that has a property for each tensor, which it gives in the order of the store.</summary>
    public static Identifiers ScopeOfTensors() => new([.. PortNames.OfObject, "Tensors", "Layout"]);

    /// <summary>A name for one more member.</summary>
    public string Member(string name) => _ports.Members.Unique(name);

    /// <inheritdoc cref="PortNames.Inputs"/>
    public IReadOnlyList<string> Inputs => _ports.Inputs;

    /// <inheritdoc cref="PortNames.Inputs"/>
    public IReadOnlyList<string> Outputs => _ports.Outputs;

    public string Batch => _ports.Batch;

    public string Workspace => _ports.Workspace;

    public string Threads => _ports.Threads;

    /// <summary>Locals of Forward, distinct from its arguments.</summary>
    public string First { get; }

    /// <inheritdoc cref="First"/>
    public string Samples { get; }

    /// <inheritdoc cref="First"/>
    public string Run { get; }

    /// <inheritdoc cref="First"/>
    public string Reservation { get; }

    /// <inheritdoc cref="First"/>
    public string Ports { get; }

    /// <inheritdoc cref="First"/>
    public string Ranges { get; }

    /// <inheritdoc cref="First"/>
    public string Head { get; }

    /// <inheritdoc cref="First"/>
    public string Kept { get; }

    /// <inheritdoc cref="First"/>
    public string Part { get; }

    /// <inheritdoc cref="PortNames.InputSizes"/>
    public IReadOnlyList<string> InputSizes => _ports.InputSizes;

    /// <inheritdoc cref="PortNames.OutputSizes"/>
    public IReadOnlyList<string> OutputSizes => _ports.OutputSizes;

    /// <summary>The method of each step.</summary>
    public IReadOnlyList<string> Steps { get; }

    /// <summary>The methods of the parts of each step that has some.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Parts { get; }

    /// <summary>The struct of each kernel shape.</summary>
    public IReadOnlyList<string> Shapes { get; }

    /// <summary>The field of each entry of packed weights.</summary>
    public IReadOnlyList<string> Weights { get; init; }

    /// <summary>The field of what is kept of the tokens before, by the name of the attention.</summary>
    public IReadOnlyDictionary<string, string> Caches { get; }

    /// <summary>The property of each tensor.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>The first step that uses each shape.</summary>
    internal static string[] ShapeUsers(Plan plan)
    {
        var users = new string[plan.Shapes.Count];
        foreach (var step in plan.Steps)
        {
            if (step is not CallStep call)
                continue;
            if (call.Calls[0].Before is { } before)
                users[before] ??= plan.Weights.First(weights => weights.Shape == before).Name;
            if (call.Shape is { } shape)
                users[shape] ??= step.About.Name;
            foreach (var stage in call.Calls[0].Arguments.OfType<CallArgument.Stage>())
                users[stage.Shape] ??= plan.Weights[stage.Index].Name;
        }

        return users;
    }
}
