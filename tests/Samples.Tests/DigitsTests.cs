using System;
using System.Globalization;
using System.IO;
using System.Linq;
using NetSpec.Runtime.Cpu;
using Samples.Digits;
using Xunit;

namespace NetSpec.Samples.Tests;

/// <summary>The sample's own logic on its own data: the compiled network must recognise what it was trained to.</summary>
public class DigitsTests
{
    [Fact]
    public void All_but_one_of_the_held_out_digits_are_recognised()
    {
        var images = Classifier.TestImages();
        var answers = new Classifier().Classify(images);
        Assert.Equal(360, images.Count);
        Assert.Equal(359, answers.Count(a => a.IsRight));
    }

    [Fact]
    public void Every_batch_thread_count_and_vector_width_agrees()
    {
        var images = Classifier.TestImages();
        var pixels = images.SelectMany(i => i.Pixels).ToArray();
        var net = DigitsNet.Load(Path.Combine(AppContext.BaseDirectory, "digits.safetensors"));
        var expected = new float[images.Count * DigitsNet.LogitsSize];
        net.Forward(pixels, expected, images.Count);

        foreach (var simd in Enum.GetValues<SimdLevel>().Where(SimdLevels.IsSupported))
        {
            foreach (var (samples, threads) in new[] { (1, 1), (7, 2), (360, 3) })
            {
                using var workspace = net.CreateWorkspace(samples, simd);
                var logits = new float[expected.Length];
                net.Forward(pixels, logits, images.Count, workspace, threads);
                Assert.All(expected.Zip(logits), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
            }
        }
    }

    [Fact]
    public void The_report_shows_score_miss_and_times_under_any_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "!", NegativeSign = "~", NumberGroupSeparator = "?" } };
            using var writer = new StringWriter();
            new Report().Write(writer);
            var report = writer.ToString();
            Assert.Contains("359 of 360 held-out digits recognised (99.7 %)", report, StringComparison.Ordinal);
            Assert.Contains("19,706", report, StringComparison.Ordinal);
            Assert.Single(report.Split('\n'), line => line.Contains("missed: a", StringComparison.Ordinal));
            Assert.Contains("an image in batches of 1, on one thread", report, StringComparison.Ordinal);
            Assert.Contains("path norm ‖Φ‖₁                                          5.8172e7    5.8172e7", report, StringComparison.Ordinal);
            Assert.Contains("\n    10 %        23.6        100.0     100.0            90.4      23.3", report, StringComparison.Ordinal);
            Assert.DoesNotContain('!', report);
            Assert.DoesNotContain('~', report);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
