using System;
using System.Linq;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Planning;

/// <summary>
/// How many samples go through the layers together. The fewer, the nearer their values are when the next layer reads them; the more, the
/// fewer times weights are read, which convolutions hide behind their arithmetic and fully connected layers cannot.
/// </summary>
internal static class PassSize
{
    // Two panels.
    private const int Most = 2 * PanelRule.Samples;

    // Floats of all samples' regions: 4 MiB, which a third-level cache has room for beside weights; 32 MiB where weights are what counts.
    private const int NearFloats = 1 << 20, FarFloats = 8 << 20;

    /// <summary>Of a program, or of its steps before the head.</summary>
    public static int Of(PlannedProgram program)
    {
        var images = (ReadsWeights(program) ? FarFloats : NearFloats) / Math.Max(1, program.WorkspaceSize);
        return Math.Max(program.HasPanels ? PanelRule.Samples : 1, Math.Min(Most, images));
    }

    /// <summary>Of a head with so many floats for a sample.</summary>
    public static int OfHead(int size) => Math.Max(1, Math.Min(Most, FarFloats / Math.Max(1, size)));

    /// <summary>
    /// Whether the last layers should take more samples together than the others: than may lie near, or than they have to where their weights are what counts.
    /// </summary>
    public static bool AsksForHead(PlannedProgram program) => !program.HasPanels && (Of(program) < Most || ReadsWeights(program));

    /// <summary>Whether weights that each meet one value of a sample are more than the values, which are written and read.</summary>
    public static bool ReadsWeights(PlannedProgram program)
    {
        var weights = program.Steps.Take(program.Head.First)
            .OfType<CallStep>()
            .Select(step => step.Shape)
            .Distinct()
            .Sum(shape => shape is { } index && program.Shapes[index] is LinearShape linear ? (long)linear.InFeatures * linear.OutFeatures : 0);
        return weights > program.Values.Where(value => value.Written < program.Head.First).Sum(value => 2L * value.Place.Size);
    }
}
