using System.Collections.Generic;
using System.Linq;
using NetSpec.Generator.Planning;
using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit;

/// <summary>Every name of an emitted class, each once, in an order that depends on the plan alone.</summary>
internal sealed class ModelNames
{
    /// <summary>What <see cref="object"/> calls its members.</summary>
    private static readonly string[] OfObject =
    [
        "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
    ];

    /// <summary>What the base class calls its members.</summary>
    private static readonly string[] OfModel =
    [
        "CheckApart", "CheckBatch", "CheckInput", "CheckOutput", "CheckThreads", "CheckWorkspace", "CreateWorkspace",
        "Pack", "PackWeights", "Parameters", "RentWorkspace", "ReturnWorkspace",
    ];

    /// <summary>What every emitted class calls its members.</summary>
    private static readonly string[] Fixed =
    [
        "Forward", "ImagesPerPass", "Layout", "Load", "MultiplyAdds", "NeuronCount", "ParameterCount", "Tensors", "WorkspaceSize",
    ];

    public ModelNames(Plan plan)
    {
        var members = new Identifiers([.. OfObject, .. OfModel, .. Fixed, plan.Name]);
        var tensors = new Identifiers([.. OfObject, "Tensors", "Layout"]);
        var arguments = new Identifiers([]);

        Inputs = [.. plan.Inputs.Select(port => arguments.Unique(port.Name))];
        Outputs = [.. plan.Outputs.Select(port => arguments.Unique(Inputs.Contains(port.Name) ? port.Name + "Out" : port.Name))];
        (Batch, Workspace, Threads) = (arguments.Unique("batch"), arguments.Unique("workspace"), arguments.Unique("threads"));
        (First, Images, Run) = (arguments.Unique("first"), arguments.Unique("images"), arguments.Unique("run"));

        InputSizes = [.. Inputs.Select(name => members.Unique(Identifiers.Member(name) + "Size"))];
        OutputSizes = [.. Outputs.Select(name => members.Unique(Identifiers.Member(name) + "Size"))];
        Steps = [.. plan.Steps.Select(step => members.Unique(StepName(step)))];
        Parts = [.. plan.Steps.Select((step, i) => step is NeuronsStep neurons ? PartNames(neurons, i) : [])];
        Shapes = [.. ShapeUsers(plan).Select(user => members.Unique(Identifiers.Member(user) + "Shape"))];
        Weights = [.. plan.Weights.Select(weights => members.Unique(Identifiers.Field(Identifiers.Member(weights.Name))))];
        Parameters = [.. plan.Parameters.Select(parameter => tensors.Unique(Identifiers.Tensor(parameter.Name)))];

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

    /// <summary>Arguments of Forward, not escaped.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <inheritdoc cref="Inputs"/>
    public IReadOnlyList<string> Outputs { get; }

    public string Batch { get; }

    public string Workspace { get; }

    public string Threads { get; }

    /// <summary>Locals of Forward, distinct from its arguments.</summary>
    public string First { get; }

    /// <inheritdoc cref="First"/>
    public string Images { get; }

    /// <inheritdoc cref="First"/>
    public string Run { get; }

    /// <summary>Constants: floats of a sample of each input.</summary>
    public IReadOnlyList<string> InputSizes { get; }

    /// <summary>Constants: floats of a sample of each output.</summary>
    public IReadOnlyList<string> OutputSizes { get; }

    /// <summary>The method of each step.</summary>
    public IReadOnlyList<string> Steps { get; }

    /// <summary>The methods of the parts of each step that has some.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Parts { get; }

    /// <summary>The struct of each kernel shape.</summary>
    public IReadOnlyList<string> Shapes { get; }

    /// <summary>The field of each entry of packed weights.</summary>
    public IReadOnlyList<string> Weights { get; }

    /// <summary>The property of each tensor.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>The first step that uses each shape.</summary>
    private static string[] ShapeUsers(Plan plan)
    {
        var users = new string[plan.Shapes.Count];
        foreach (var step in plan.Steps.OfType<KernelStep>())
        {
            users[step.Shape] ??= step.About.Name;
        }

        return users;
    }
}
