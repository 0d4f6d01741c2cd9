using System;
using System.Collections.Generic;
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
        writer.WriteLine("  Digits recognised after pruning, without training again, in %:");
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

    /// <summary>Prints how far pruning can move a logit, by the theory, and how far it does on the images.</summary>
    public static void WriteGuarantees(TextWriter writer, PruningStudy study, Classifier trained, IReadOnlyList<DigitImage> images, double level)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(trained);
        var inputSize = images.Max(image => image.Pixels.Max());
        var logits = trained.Logits(images);
        writer.WriteLine(Invariant($"  With {100 * level:F0} % pruned, of a path norm of {study.Costs.Norm}:"));
        writer.WriteLine();
        writer.WriteLine("                 sum of Φ-costs   distance of paths   a logit moves at most   and does move");
        foreach (var method in Enum.GetValues<PruningMethod>())
        {
            var mask = study.Find(method, level).Mask;
            var distance = trained.Paths.Distance(mask);
            var moved = PruningStudy.Pruned(trained, mask).Logits(images).Zip(logits, (after, before) => Math.Abs((double)after - before)).Max();
            writer.WriteLine(Invariant($"  {Name(method),-14}{study.Costs.Sum(mask),15}{distance.Value,20}{distance.OutputChangeBound(inputSize).Max(),24}{moved,16:F2}"));
        }
    }

    private static string Name(PruningMethod method) => method switch
    {
        PruningMethod.Magnitude => "magnitude",
        PruningMethod.PhiLayerwise => "Φ-layerwise",
        _ => "Φ-global",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
