using System;
using System.Linq;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Symmetries;

public sealed class DeadAndTwinTests
{
    private const string ResNet18 = "Corpus.Nets.ResNet18";

    [Fact]
    public void ResNet18_has_neither()
    {
        var paths = EmittedPaths.Of(ResNet18, SymmetricNet.Store(ResNet18));
        Assert.Empty(paths.FindDeadNeurons());
        Assert.Empty(paths.FindTwinNeurons());
    }

    [Fact]
    public void Dead_channels_are_named_with_the_side_and_the_reason()
    {
        var store = SymmetricNet.Store(ResNet18);
        store["layer1.0.conv1.weight"].Slice(5 * 576, 576).Clear();
        store["layer1.0.bn1.bias"][5] = 0;
        store["layer1.0.bn1.running_mean"][5] = 0;
        for (var row = 0; row < 64; row++)
        {
            store["layer1.0.conv2.weight"].Slice(((row * 64) + 7) * 9, 9).Clear();
        }

        Assert.Equal(
            [
                "layer1.0.conv1[5]: all that enters it is zero",
                "layer1.0.conv1[7]: it leads to dead channels only",
                "layer1.0.bn1[5]: only dead channels enter it",
                "layer1.0.bn1[7]: all that leaves it is zero",
            ],
            EmittedPaths.Of(ResNet18, store).FindDeadNeurons().Select(neuron => neuron.ToString()));
    }

    [Fact]
    public void Twins_are_found_behind_twins()
    {
        var store = SymmetricNet.Store(ResNet18);
        Halve(store["layer1.0.conv1.weight"], 576);
        Halve(store["layer1.0.bn1.running_mean"], 1);
        Halve(store["layer1.0.bn1.bias"], 1);
        store["layer1.0.bn1.weight"][9] = store["layer1.0.bn1.weight"][5];
        store["layer1.0.bn1.running_var"][9] = store["layer1.0.bn1.running_var"][5];
        var paths = EmittedPaths.Of(ResNet18, store);
        Assert.Equal(
            ["layer1.0.conv1[5], layer1.0.conv1[9] = 0.5 layer1.0.conv1[5]", "layer1.0.bn1[5], layer1.0.bn1[9] = 0.5 layer1.0.bn1[5]"],
            paths.FindTwinNeurons().Select(twins => twins.ToString()));

        store["layer1.0.bn1.bias"][9] += 0.01f;
        Assert.Equal(["layer1.0.conv1[5]"], EmittedPaths.Of(ResNet18, store).FindTwinNeurons().Select(twins => twins.Names[0]));

        static void Halve(Span<float> tensor, int width)
        {
            for (var i = 0; i < width; i++)
            {
                tensor[(9 * width) + i] = tensor[(5 * width) + i] / 2;
            }
        }
    }

    /// <summary>Section 7.1.1: θ^{u→v₁} = λ θ^{u→v₂} and b_{v₁} = λ b_{v₂} with λ > 0; for λ &lt; 0 they are no twins.</summary>
    [Theory]
    [InlineData(3, true)]
    [InlineData(-3, false)]
    public void Neurons_of_a_block_are_twins_for_positive_factors(float factor, bool areTwins)
    {
        const string Name = "Corpus.Dags.LfcnBias2322";
        var store = SymmetricNet.Store(Name);
        var paths = EmittedPaths.Of(Name, store);
        Assert.Empty(paths.FindTwinNeurons());

        var (first, second) = (paths.Architecture.Layers[1].Name, paths.Architecture.Layers[2].Name);
        foreach (var suffix in new[] { ".weight", ".bias" })
        {
            for (var i = 0; i < store[first + suffix].Length; i++)
            {
                store[second + suffix][i] = factor * store[first + suffix][i];
            }
        }

        Assert.Equal(areTwins ? [$"{first}, {second} = 3 {first}"] : [], paths.FindTwinNeurons().Select(twins => twins.ToString()));
    }

    [Fact]
    public void Equal_rows_are_all_twins_and_zero_rows_none()
    {
        var store = new ParameterStore(EmittedPaths.Layout("Corpus.Nets.MlpDigits"));
        var paths = EmittedPaths.Of("Corpus.Nets.MlpDigits", store);
        Assert.Empty(paths.FindTwinNeurons());
        store.Values.Fill(0.1f);
        Assert.Equal(
            paths.Architecture.Layers.Where(layer => store.Layout.TryGet(layer.Name + ".weight", out _)).Select(layer => layer.Size),
            paths.FindTwinNeurons().Select(twins => twins.Count));
    }
}
