using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Panelling;
using NetSpec.Tests.Support;
using NetSpec.Reference;
using Xunit;
using Ops = NetSpec.Dsl.Ops;

namespace NetSpec.EndToEnd.Tests.Engines;

/// <summary>
/// NaN, infinities and zeros of both signs go through every engine as through the interpreter: no maximum, sort or ReLU
/// loses one. A linear layer multiplies by zeros that no edge has, so that an infinity may become NaN there, and a NaN of
/// one group of channels may reach another. A 3 x 3 convolution may compute in tiles, of which a NaN takes the whole.
/// </summary>
public sealed class SpecialValueTests
{
    private static readonly float[] Kinds = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, 0];

    public static TheoryData<string, SimdLevel> Cases()
    {
        var data = new TheoryData<string, SimdLevel>();
        foreach (var net in EmittedNets.Small.Where(net => !CorpusSpec.Nets[net.Name].Nodes.Any(node => node.Op is Ops.Input { IsInteger: true } or Ops.Conv2D { Groups: > 1 } or Ops.ConvTranspose2D { Groups: > 1 } or Ops.Conv1D { Groups: > 1 } or Ops.ConvTranspose1D { Groups: > 1 })))
        foreach (var simd in Enum.GetValues<SimdLevel>().Where(SimdLevels.IsSupported))
            data.Add(net.Name, simd);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Go_through_a_net_as_the_language_says(string name, SimdLevel simd)
    {
        var net = CorpusSpec.Nets[name];
        var parameters = DetWeights.Of(net);
        var samples = Enumerable.Range(0, net.Nodes.Any(IsLinear) ? 1 : 4).Select(sample => Inputs(net, sample)).ToArray();
        var expected = samples.Select(x => Interpreter.Forward(net, DetWeights.InDouble(parameters), DetWeights.InDouble(x))).ToArray();
        var emitted = EmittedNets.ByName[name].Create(new(EmittedNets.ByName[name].Layout, [.. parameters.SelectMany(tensor => tensor)]));

        var spreads = net.Nodes.Any(node => node.Op is Ops.Conv2D { Kernel: { Height: 3, Width: 3 } });

        // One by one, and where the net has panels as one of those.
        using var workspace = emitted.Model.CreateWorkspace(images: Panels.Samples, simd);
        foreach (var batch in emitted.Model is IPanelProgram ? new[] { 1, Panels.Samples } : [1])
        foreach (var first in Enumerable.Range(0, samples.Length))
        {
            var y = net.Outputs.Select(output => new float[batch * net.Nodes[output.Node].Shape.Size]).ToArray();
            emitted.Forward(
                [.. net.Inputs.Select((_, input) => Batch(net, batch, i => samples[(first + i) % samples.Length][input]))], y, batch, workspace, 1);
            for (var output = 0; output < y.Length; output++)
                AssertSame(Batch(net, batch, i => Array.ConvertAll(expected[(first + i) % samples.Length][output], value => (float)value)), y[output], spreads);
        }
    }

    private static bool IsLinear(Node node) => node.Op is Ops.Conv2D or Ops.ConvTranspose2D or Ops.Linear or Ops.Kronecker;

    /// <summary>A sample of ordinary inputs but for a few places, each sample with other values there: NaN in the first.</summary>
    private static float[][] Inputs(Net net, int sample) => [.. net.Inputs.Select(input =>
    {
        var x = DetWeights.Input($"special/{sample}", net.Nodes[input].Shape.Size);
        var random = new Random(sample + x.Length);
        for (var i = 0; i <= sample; i++)
            x[random.Next(x.Length)] = Kinds[sample == 3 ? i : sample];
        return x;
    })];

    private static float[] Batch(Net net, int batch, Func<int, float[]> sample)
    {
        var samples = Enumerable.Range(0, batch).Select(sample).ToArray();
        return net.Layout == BatchLayout.BatchFirst
            ? [.. samples.SelectMany(x => x)]
            : [.. Enumerable.Range(0, samples[0].Length).SelectMany(feature => samples.Select(x => x[feature]))];
    }

    private static void AssertSame(float[] expected, float[] actual, bool spreads)
    {
        var scale = expected.Where(float.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                float.IsFinite(expected[i]) ? Math.Abs(actual[i] - expected[i]) <= 1e-5 * scale || (spreads && float.IsNaN(actual[i])) : actual[i].Equals(expected[i]),
                FormattableString.Invariant($"element {i} is {actual[i]}, not {expected[i]}"));
        }
    }
}
