using System;
using System.Linq;
using NetSpec.Hosting;
using NetSpec.Runtime.Weights;

namespace NetSpec.Tool.Models;

/// <summary>How far two models that ought to be one function are apart.</summary>
internal static class SameFunction
{
    private const int Samples = 8;

    /// <summary>The largest difference of outputs on random inputs, next to the largest output.</summary>
    public static double LargestDifference(LoadedModel model, ParameterStore other) => LargestDifference(model, model.Host, other);

    /// <summary>The same for a net of the same inputs and outputs with parameters of its own.</summary>
    public static double LargestDifference(LoadedModel model, HostedNet net, ParameterStore parameters)
    {
        var random = new Random(1);
        var inputs = model.Host.Inputs.Select(port => Enumerable.Range(0, Samples * port.Size).Select(_ => port.Draw(random)).ToArray()).ToArray();

        return LargestDifference(Outputs(model.Host, model.Model, inputs), Outputs(net, net.Create(parameters), inputs));
    }

    /// <summary>The largest difference of two lists of outputs, next to the largest output.</summary>
    public static double LargestDifference(float[][] before, float[][] after)
    {
        var largest = before.SelectMany(output => output).Max(Math.Abs);
        var difference = before.Zip(after).SelectMany(pair => pair.First.Zip(pair.Second, (a, b) => Math.Abs((double)a - b))).Max();
        return largest == 0 ? difference : difference / largest;
    }

    private static float[][] Outputs(HostedNet net, Runtime.Model model, float[][] inputs)
    {
        var outputs = net.Outputs.Select(port => new float[Samples * port.Size]).ToArray();
        using var pass = new BatchPass(net, model, Samples);
        pass.Run([.. inputs.Select(input => (ReadOnlyMemory<float>)input)], [.. outputs.Select(output => output.AsMemory())], Samples);
        return outputs;
    }
}
