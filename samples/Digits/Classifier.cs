using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;

namespace Samples.Digits;

/// <summary>The compiled network with its trained weights, or with others.</summary>
public sealed class Classifier
{
    private readonly DigitsNet _net;

    public Classifier()
        : this(DigitsNet.Load(DataFile("digits.safetensors")))
    {
    }

    public Classifier(ParameterStore parameters)
        : this(new DigitsNet(parameters))
    {
    }

    private Classifier(DigitsNet net) => _net = net;

    /// <summary>The theory of the network's paths.</summary>
    public PathAnalysis Paths => _net.Paths;

    /// <summary>The images that training never saw.</summary>
    public static IReadOnlyList<DigitImage> TestImages() => DigitImage.ReadAll(DataFile("digits_test.csv"));

    /// <summary>Classifies all images in one batch.</summary>
    public IReadOnlyList<Answer> Classify(IReadOnlyList<DigitImage> images)
    {
        var logits = Logits(images);
        return images.Select((image, i) => Answer.Of(image, logits.AsSpan(i * DigitsNet.LogitsSize, DigitsNet.LogitsSize))).ToList();
    }

    /// <summary>The share of images that are recognised.</summary>
    public double Accuracy(IReadOnlyList<DigitImage> images) => (double)Classify(images).Count(answer => answer.IsRight) / images.Count;

    /// <summary>The network's outputs for all images, ten an image.</summary>
    public float[] Logits(IReadOnlyList<DigitImage> images)
    {
        var logits = new float[images.Count * DigitsNet.LogitsSize];
        _net.Forward(Pack(images), logits, images.Count);
        return logits;
    }

    /// <summary>Time an image takes on one thread, when the images come in batches of a size: the fastest of many rounds.</summary>
    public TimeSpan TimePerImage(IReadOnlyList<DigitImage> images, int batch)
    {
        var pixels = Pack(images);
        var logits = new float[batch * DigitsNet.LogitsSize];
        var rounds = images.Count / batch;
        var fastest = TimeSpan.MaxValue;

        // Long enough for the JIT to compile the kernels a second time, with what it learnt.
        for (var budget = Stopwatch.StartNew(); budget.ElapsedMilliseconds < 400;)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < rounds; i++)
            {
                _net.Forward(pixels.AsSpan(i * batch * DigitsNet.ImageSize, batch * DigitsNet.ImageSize), logits, batch);
            }

            var time = watch.Elapsed / (rounds * batch);
            fastest = time < fastest ? time : fastest;
        }

        return fastest;
    }

    private static float[] Pack(IReadOnlyList<DigitImage> images) => images.SelectMany(image => image.Pixels).ToArray();

    private static string DataFile(string name) => Path.Combine(AppContext.BaseDirectory, name);
}
