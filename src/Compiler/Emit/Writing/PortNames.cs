using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Emit.Writing;

/// <summary>The arguments of <c>Forward</c> and the constants of their sizes: what an emitted class and its stand-in both have.</summary>
internal sealed class PortNames
{
    /// <summary>What <see cref="object"/> calls its members.</summary>
    public static readonly IReadOnlyList<string> OfObject =
    [
        "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
    ];

    /// <summary>What the base class calls its members.</summary>
    public static readonly IReadOnlyList<string> OfModel =
    [
        "CheckApart", "CheckBatch", "CheckIds", "CheckInput", "CheckOutput", "CheckThreads", "CheckWorkspace", "CreateWorkspace",
        "Pack", "PackWeights", "Parameters", "PassOfZeros", "ReadsParameters", "ReleaseParameters", "RentWorkspace", "ReturnWorkspace", "Warmup",
    ];

    public PortNames(string type, IEnumerable<string> inputs, IEnumerable<string> outputs)
    {
        // An argument hides a member of its name, so what Forward calls is no name for an argument, and the other way round.
        Arguments = new Identifiers([.. OfModel, "Forward"]);
        Inputs = [.. inputs.Select(Arguments.Unique)];
        Outputs = [.. outputs.Select(name => Arguments.Unique(Inputs.Contains(name) ? name + "Out" : name))];
        (Batch, Workspace, Threads) = (Arguments.Unique("batch"), Arguments.Unique("workspace"), Arguments.Unique("threads"));

        Members = new Identifiers([.. OfObject, .. OfModel, .. MemberNames.All, type, .. Inputs, .. Outputs]);
        InputSizes = [.. Inputs.Select(Size)];
        OutputSizes = [.. Outputs.Select(Size)];

        string Size(string argument) => Members.Unique(Identifiers.Member(argument) + "Size");
    }

    /// <summary>The scope of Forward.</summary>
    public Identifiers Arguments { get; }

    /// <summary>The scope of the class.</summary>
    public Identifiers Members { get; }

    /// <summary>Arguments of Forward, not escaped.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <inheritdoc cref="Inputs"/>
    public IReadOnlyList<string> Outputs { get; }

    public string Batch { get; }

    public string Workspace { get; }

    public string Threads { get; }

    /// <summary>Constants: floats of a sample of each input.</summary>
    public IReadOnlyList<string> InputSizes { get; }

    /// <summary>Constants: floats of a sample of each output.</summary>
    public IReadOnlyList<string> OutputSizes { get; }
}
