using System;
using System.IO;
using System.Linq;
using NetSpec.Runtime.Weights;
using NetSpecApp;

// Weights from a file under the names of the spec, or random ones to begin with.
var classifier = args.Length > 0 && File.Exists(args[0])
    ? Classifier.Load(args[0])
    : new Classifier(ParameterStore.Random(Classifier.Layout, seed: 1));

var x = new float[Classifier.XSize];
Array.Fill(x, 0.5f);
var logits = new float[Classifier.LogitsSize];
classifier.Forward(x, logits);

Console.WriteLine($"{Classifier.ParameterCount} parameters, class {Array.IndexOf(logits, logits.Max())}");
Console.WriteLine($"path norm {classifier.Paths.Norm()}");
