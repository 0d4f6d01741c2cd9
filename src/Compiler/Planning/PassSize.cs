using System;
using System.Linq;
using NetSpec.Compiler.Planning.Shapes;

namespace NetSpec.Compiler.Planning;

/// <summary>
/// How many samples go through the layers together. The fewer, the nearer their values are when the next layer reads them; the more, the
/// fewer times weights are read, which convolutions hide behind their arithmetic and fully connected layers cannot.
/// </summary>
internal static class PassSize
{
    private const int Most = 64;

    // Floats of all samples' regions: 4 MiB, which a third-level cache has room for beside weights; 32 MiB where weights are what counts.
    private const int NearFloats = 1 << 20, FarFloats = 8 << 20;

    public static int Of(PlannedProgram program)
    {
        var images = (ReadsWeights(program) ? FarFloats : NearFloats) / Math.Max(1, program.WorkspaceSize);
        return Math.Max(program.HasPanels ? PanelRule.Samples : 1, Math.Min(Most, images));
    }

    /// <summary>Whether weights that each meet one value of a sample are more than the values, which are written and read.</summary>
    public static bool ReadsWeights(PlannedProgram program) =>
        program.Shapes.OfType<LinearShape>().Sum(shape => (long)shape.InFeatures * shape.OutFeatures) > program.Values.Sum(value => 2L * value.Place.Size);
}
