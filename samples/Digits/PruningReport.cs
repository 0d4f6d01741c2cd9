using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Samples.Digits;

/// <summary>Prints how the methods of pruning compare, with and without rescaling.</summary>
public static class PruningReport
{
    public static void Write(TextWriter writer, PruningStudy study)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(study);
        writer.WriteLine("  Digits recognised after pruning, without training again, in %. The rescaled network computes the same function:");
        writer.WriteLine("  what enters a channel is multiplied by 1, 128 or 4096 at random, and what leaves it divided by the same.");
        writer.WriteLine();
        writer.WriteLine("              magnitude             Φ-layerwise             Φ-global");
        writer.WriteLine("  pruned   trained  rescaled     trained  rescaled     trained  rescaled");
        foreach (var level in PruningStudy.Levels)
        {
            var cells = Enum.GetValues<PruningMethod>()
                .Select(method => study.Find(method, level))
                .Select(result => Invariant($"{100 * result.Accuracy,10:F1}{100 * result.RescaledAccuracy,10:F1}"));
            writer.WriteLine(Invariant($"  {100 * level,4:F0} %") + string.Join("    ", cells));
        }

        writer.WriteLine();
        writer.WriteLine("  Overlap of masks: the share of the pruned weights that another mask prunes too, in %");
        writer.WriteLine();
        writer.WriteLine("           trained with rescaled                magnitude with Φ-layerwise");
        writer.WriteLine("  pruned   magnitude  Φ-layerwise  Φ-global         trained  rescaled");
        foreach (var level in PruningStudy.Levels)
        {
            var (magnitude, layerwise, global) = (study.Find(PruningMethod.Magnitude, level), study.Find(PruningMethod.PhiLayerwise, level), study.Find(PruningMethod.PhiGlobal, level));
            writer.WriteLine(Invariant(
                $"  {100 * level,4:F0} %{100 * magnitude.Overlap,12:F1}{100 * layerwise.Overlap,13:F1}{100 * global.Overlap,10:F1}{100 * magnitude.Mask.Overlap(layerwise.Mask),16:F1}{100 * magnitude.RescaledMask.Overlap(layerwise.RescaledMask),10:F1}"));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
