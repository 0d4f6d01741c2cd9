using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using NetSpec.Generator.Tests.Shell;
using NetSpec.Runtime.Sparse;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace NetSpec.Generator.Tests.Sparse;

/// <summary>
/// From dense to sparse, all the way: the linear layer of the trained digits network is factorised under several budgets,
/// written into the network's spec and weights, compiled by the generator, loaded, and run on the held-out images.
/// </summary>
public sealed class SparseDigitsTests(ITestOutputHelper output) : IDisposable
{
    private const int Outputs = 10, Inputs = 32, Images = 360;

    private static readonly string Trained = Repository.PathOf("samples", "Digits", "digits.safetensors");

    private readonly string _folder = Directory.CreateTempSubdirectory("netspec-").FullName;

    private delegate float[] Forward(string weights, float[] x, int batch);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_factorised_layer_recognises_digits_and_errs_more_the_smaller_it_is()
    {
        var (weight, bias) = (Read("fc.weight"), Read("fc.bias"));
        long[] budgets = [294, 252, 168, 126, 84, 42];
        SparseLayer[] layers = [.. budgets.Select(budget => new SparseLayer("fc", KroneckerFactorisation.MostAccurate(weight, Outputs, Inputs, budget), bias))];
        var spec = File.ReadAllText(Repository.PathOf("samples", "Digits", "digits.netspec"));
        var specs = layers.Select((layer, i) => ($"Net{i}", Edit(spec, i, layer.Stages))).ToArray();
        var nets = Compile(specs, "DigitsNet");

        var (labels, pixels) = TestImages();
        output.WriteLine("non-zeros  relative error  recognised  chain");
        var recognised = new List<double>();
        for (var i = 0; i < layers.Length; i++)
        {
            var path = Path.Combine(_folder, $"{i}.safetensors");
            layers[i].Replace(Trained, path);
            recognised.Add(Accuracy(nets[i](path, pixels, Images), labels));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{layers[i].Factors.Chain.NonZeros,9}  {layers[i].Factors.RelativeError,14:F4}  {recognised[i],10:P1}  {layers[i].Factors.Chain}"));
            Assert.InRange(layers[i].Factors.Chain.NonZeros, 1, budgets[i]);
        }

        Assert.Equal(layers.Select(layer => layer.Factors.RelativeError).Order(), layers.Select(layer => layer.Factors.RelativeError));
        Assert.InRange(recognised[0], 0.97, 1);
        Assert.InRange(recognised[1], 0.97, 1);
        Assert.InRange(recognised[2], 0.8, 1);
    }

    /// <summary>A spec and weights as they are written load as they are, and compute what the factors multiply to.</summary>
    [Theory]
    [InlineData("ks(1, 3, 32, 1) -> ks(1, 10, 3, 1)")]
    [InlineData("ks(4, 6, 8, 1) -> ks(1, 5, 12, 2)")]
    [InlineData("ks(4, 6, 8, 1) -> ks(2, 5, 6, 2) -> ks(1, 5, 10, 2)")]
    [InlineData("ks(1, 10, 32, 1)")]
    public void A_saved_layer_compiles_loads_and_computes_the_product(string text)
    {
        var chain = KroneckerChain.Parse(text);
        var weight = Read("fc.weight");
        var (factors, bias) = (KroneckerFactorisation.Of(weight, chain), Read("fc.bias"));
        var layer = new SparseLayer("fc", factors, bias);
        var (spec, weights) = (Path.Combine(_folder, "layer.netspec"), Path.Combine(_folder, "layer.safetensors"));
        layer.Save(spec, weights, "Layer", "Net0");

        const int batch = 37;
        var forward = Compile([("Net0", File.ReadAllText(spec))], "Layer").Single();
        var x = Enumerable.Range(0, batch * Inputs).Select(i => (float)Math.Sin(i)).ToArray();
        var y = forward(weights, x, batch);
        var dense = factors.ToDense();
        for (var i = 0; i < y.Length; i++)
        {
            var expected = bias[i % Outputs] + Enumerable.Range(0, Inputs).Sum(n => dense[(i % Outputs * Inputs) + n] * x[(i / Outputs * Inputs) + n]);
            Assert.Equal(expected, y[i], 1e-4);
        }
    }

    private static string Edit(string spec, int index, string stages)
    {
        const string head = "linear(classes) as fc", space = "namespace Samples.Digits";
        Assert.Contains(head, spec, StringComparison.Ordinal);
        Assert.Contains(space, spec, StringComparison.Ordinal);
        return spec.Replace(head, stages, StringComparison.Ordinal)
            .Replace(space, $"namespace Net{index}", StringComparison.Ordinal)
            .Replace("emit forward, pathnorm, phicost", "emit forward", StringComparison.Ordinal);
    }

    /// <summary>The forward passes of nets of one name in namespaces of their own.</summary>
    private static Forward[] Compile((string Namespace, string Spec)[] specs, string net)
    {
        var project = new TestProject([.. specs.Select(spec => ($"/specs/{spec.Namespace}.netspec", spec.Spec))]);
        foreach (var (space, _) in specs)
        {
            project.AddCode($$"""
                internal static class Run{{space}}
                {
                    public static float[] Forward(string weights, float[] x, int batch)
                    {
                        var net = {{space}}.{{net}}.Load(weights);
                        var y = new float[batch * {{Outputs}}];
                        net.Forward(x, y, batch);
                        return y;
                    }
                }
                """);
        }

        var run = project.Run();
        Assert.Null(run.Exception);

        // One of the chains is larger than the layer, on purpose.
        Assert.DoesNotContain(run.Problems, problem => problem.Id != "NSPEC3004");
        using var stream = new MemoryStream();
        var result = run.Output.Emit(stream);
        Assert.Empty(result.Diagnostics);
        stream.Position = 0;
        var assembly = new AssemblyLoadContext("sparse", isCollectible: true).LoadFromStream(stream);
        return [.. specs.Select(spec => assembly.GetType("Run" + spec.Namespace)!.GetMethod("Forward")!.CreateDelegate<Forward>())];
    }

    private static double Accuracy(float[] logits, int[] labels) =>
        (double)labels.Where((label, i) => logits.AsSpan(i * Outputs, Outputs).IndexOf(logits.Skip(i * Outputs).Take(Outputs).Max()) == label).Count() / labels.Length;

    private static (int[] Labels, float[] Pixels) TestImages()
    {
        var rows = File.ReadLines(Repository.PathOf("samples", "Digits", "digits_test.csv")).Skip(1)
            .Select(line => line.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        Assert.Equal(Images, rows.Length);
        return ([.. rows.Select(row => row[0])], [.. rows.SelectMany(row => row.Skip(1)).Select(pixel => pixel / 16f)]);
    }

    private static float[] Read(string name)
    {
        using var file = SafetensorsFile.Open(Trained);
        Assert.True(file.TryGet(name, out var tensor));
        var values = new float[tensor.Elements];
        file.Read(tensor, values);
        return values;
    }
}
