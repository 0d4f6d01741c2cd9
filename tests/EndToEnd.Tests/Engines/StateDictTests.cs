using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Corpus.Nets;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Engines;

public sealed class StateDictTests
{
    /// <summary>torchvision's state dict has an integer counter for each batch-norm, between its statistics and the next layer.</summary>
    [Fact]
    public void The_state_dict_of_torchvision_loads_by_name()
    {
        var net = CorpusSpec.Nets["Corpus.Nets.ResNet18"];
        var tensors = net.Parameters.Zip(DetWeights.Of(net)).SelectMany(pair => pair.First.Name.EndsWith(".running_var", StringComparison.Ordinal)
            ? [Floats(pair.First, pair.Second), Counter(pair.First.Name)]
            : new[] { Floats(pair.First, pair.Second) });
        using var file = new MemoryStream();
        SafetensorsWriter.Write(file, tensors);
        file.Position = 0;

        var model = ResNet18.Load(file);
        Assert.Equal(11_689_512, ResNet18.ParameterCount);
        Assert.All(net.Parameters.Zip(DetWeights.Of(net)), pair => Assert.True(model.Parameters[pair.First.Name].SequenceEqual(pair.Second), pair.First.Name));
    }

    private static TensorData Floats(NetSpec.Dsl.Graph.Parameter parameter, float[] values) =>
        TensorData.FromFloats(parameter.Name, TensorType.F32, [.. parameter.Dims.Select(dim => (long)dim)], values);

    private static TensorData Counter(string variance) =>
        new(variance.Replace("running_var", "num_batches_tracked", StringComparison.Ordinal), TensorType.I64, [], MemoryMarshal.AsBytes<long>([1000]).ToArray());
}
