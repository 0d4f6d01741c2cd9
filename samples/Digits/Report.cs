using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Lanes;

namespace Samples.Digits;

/// <summary>Prints what the network is, how well it does, where it errs, and what the theory of its paths says.</summary>
public sealed class Report
{
    private const string Shades = " .:-=+*#%@";

    private readonly Classifier _classifier = new();
    private readonly IReadOnlyList<DigitImage> _images = Classifier.TestImages();
    private readonly PruningStudy _study;

    public Report() => _study = new PruningStudy(_classifier, _images);

    /// <summary>The accuracies after pruning, as SVG.</summary>
    public string Chart() => PruningChart.Draw(_study, _classifier.Accuracy(_images));

    public void Write(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var answers = _classifier.Classify(_images);

        writer.WriteLine("DigitsNet, compiled from digits.netspec");
        writer.WriteLine();
        WriteLayers(writer);
        writer.WriteLine();
        WriteScore(writer, answers);
        foreach (var miss in answers.Where(a => !a.IsRight))
        {
            writer.WriteLine();
            WriteMiss(writer, miss);
        }

        writer.WriteLine();
        WriteTimes(writer, _classifier, _images);
        writer.WriteLine();
        PathReport.Write(writer, _classifier.Paths, _study.Rescaled.Paths);
        writer.WriteLine();
        PruningReport.Write(writer, _study);
        writer.WriteLine();
        PruningReport.WriteGuarantees(writer, _study, _classifier, _images, level: 0.1);
    }

    private static void WriteLayers(TextWriter writer)
    {
        var layers = DigitsNet.Layout.Where(p => p.IsTrainable).GroupBy(p => p.Name[..p.Name.LastIndexOf('.')]);
        writer.WriteLine($"  {"layer",-18}{"weights",-12}{"parameters",10}");
        foreach (var layer in layers)
        {
            var weight = string.Join("x", layer.First().Dims.ToArray());
            writer.WriteLine(Invariant($"  {layer.Key,-18}{weight,-12}{layer.Sum(p => p.Size),10:N0}"));
        }

        writer.WriteLine(Invariant($"  {"total",-18}{"",-12}{DigitsNet.ParameterCount,10:N0}"));
    }

    private static void WriteScore(TextWriter writer, IReadOnlyList<Answer> answers)
    {
        var right = answers.Count(a => a.IsRight);
        writer.WriteLine(Invariant($"  {right} of {answers.Count} held-out digits recognised ({100.0 * right / answers.Count:F1} %)"));
    }

    private static void WriteMiss(TextWriter writer, Answer miss)
    {
        var likely = Enumerable.Range(0, miss.Probabilities.Length).Where(d => miss.Probabilities[d] >= 0.01f).OrderByDescending(d => miss.Probabilities[d]);
        List<string> notes =
        [
            "",
            $"missed: a {miss.Image.Label}, taken for a {miss.Digit}",
            "",
            .. likely.Select(d => Invariant($"{d}  {new string('#', (int)MathF.Round(20 * miss.Probabilities[d])),-20} {100 * miss.Probabilities[d],5:F1} %")),
        ];
        for (var row = 0; row < DigitImage.Side; row++)
        {
            var pixels = miss.Image.Pixels.AsSpan(row * DigitImage.Side, DigitImage.Side).ToArray();

            // A character is twice as high as wide, so each pixel is two of them.
            var line = string.Concat(pixels.Select(p => new string(Shades[(int)(p * (Shades.Length - 1))], 2)));
            writer.WriteLine($"  |{line}|   {notes.ElementAtOrDefault(row)}".TrimEnd());
        }
    }

    private static void WriteTimes(TextWriter writer, Classifier classifier, IReadOnlyList<DigitImage> images)
    {
        foreach (var batch in new[] { 1, images.Count })
        {
            var time = classifier.TimePerImage(images, batch);
            writer.WriteLine(Invariant($"  {time.TotalMicroseconds,6:F1} µs an image in batches of {batch}, on one thread ({SimdLevels.Best})"));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
