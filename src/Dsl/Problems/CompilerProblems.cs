using System.Collections.Generic;
using static NetSpec.Dsl.Problems.ProblemSeverity;

namespace NetSpec.Dsl.Problems;

/// <summary>NSPEC30xx and 9001: what only later stages find, beside other files, in a plan, for a device, or in themselves.</summary>
internal static class CompilerProblems
{
    public static readonly IReadOnlyList<ProblemEntry> Entries =
    [
        new(ProblemCode.PassNotEmitted, Warning, "Pass not emitted", "Add the package ILGPU to the project, or remove the pass."),
        new(
            ProblemCode.WorkspaceTooLarge,
            Error,
            "Workspace too large",
            "Make the values smaller, or compute the branches that are wide at one time one after another."),
        new(
            ProblemCode.UnfitForDevice,
            Error,
            "Net does not fit the device",
            "Remove the pass, or put the layers of the net that fit into a net of their own."),
        new(
            ProblemCode.UnusedTuning,
            Warning,
            "Tuning that no kernel uses",
            "Delete the line, or correct it: the head of each emitted kernel file shows the line of that kernel."),
        new(ProblemCode.ImpossibleTile, Error, "Tile that a device cannot run", "Choose a smaller tile, or delete the line: the compiler then chooses one."),
        new(ProblemCode.NamespaceClash, Error, "Net and namespace of one name", "Rename the net, or put it into another namespace."),
        new(
            ProblemCode.UnfitType,
            Error,
            "Type that is no part of the net's class",
            "Declare the project's part as `partial class`, or rename one of the two."),
        new(
            ProblemCode.UnknownVisibility,
            Error,
            "Unknown visibility",
            "Write one of the two, or leave it out: classes are public then, or what the project's part of the class says."),
        new(
            ProblemCode.PathsTooLarge,
            Error,
            "Net too large for the theory of paths",
            "Take the pass out of the `emit` line, or make the vectors of the net shorter."),
        new(
            ProblemCode.OutsideTheory,
            Error,
            "Op outside the theory of paths",
            "Take the pass out of the `emit` line, or use an op of the theory, such as `relu` or `hardsigmoid`."),
        new(
            ProblemCode.NeededName,
            Error,
            "Name that emitted code needs",
            "Rename or remove the type, the namespace or the alias, or put it into another namespace."),
        new(
            ProblemCode.MemberOfProject,
            Error,
            "Member of the net's class in the project's code",
            "Rename the member in the project's part of the class; one that is required need not be."),
        new(ProblemCode.OpWithoutKernel, Error, "Op without a kernel", "Use other ops, or give the op a lowering: the recipe is in CONTRIBUTING."),
        new(
            ProblemCode.NetOfReference,
            Warning,
            "Net that a referenced assembly has too",
            "Compile the spec in one of the two projects, or hide the class of the other from this one."),
        new(
            ProblemCode.UnfitForDecoder,
            Error,
            "Net that cannot run token by token",
            "Take `decoder` out of the `emit` line, or use ops that read one token at a time and causal attention."),
        new(ProblemCode.Internal, Error, "Defect of NetSpec", "Report it, with the spec and the text of the message."),
    ];
}
