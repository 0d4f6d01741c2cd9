using System;
using System.IO;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Runtime.Tests.Paths;

public sealed class PruningMaskTests
{
    private static readonly ParameterLayout Layout = new(
        new ParameterInfo("a.weight", ParameterRole.Weight, 2, 5),
        new ParameterInfo("a.bias", ParameterRole.Bias, 2),
        new ParameterInfo("bn.weight", ParameterRole.Gamma, 2),
        new ParameterInfo("bn.bias", ParameterRole.Beta, 2),
        new ParameterInfo("bn.running_mean", ParameterRole.RunningMean, 2),
        new ParameterInfo("bn.running_var", ParameterRole.RunningVariance, 2),
        new ParameterInfo("b.weight", ParameterRole.Weight, 1, 2));

    [Fact]
    public void A_layerwise_mask_takes_its_share_of_each_tensor_the_smallest_first_and_the_first_of_equals()
    {
        var mask = Magnitudes([3, -1, 2, 2, 2, 0, 5, 6, 7, 8]).MagnitudeMask(0.4);
        Assert.Equal([1, 2, 3, 5], Pruned(mask));
        Assert.Equal((4, 4, 0), (mask.Count, mask.CountIn("a.weight"), mask.CountIn("b.weight")));
        Assert.Equal([1, 2, 3, 4, 5, 20], Pruned(Magnitudes([3, -1, 2, 2, 2, 0, 5, 6, 7, 8]).MagnitudeMask(0.5)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.29, 29)]
    [InlineData(0.999, 99)]
    [InlineData(1, 100)]
    public void A_share_is_rounded_down_to_whole_parameters(double fraction, int count)
    {
        var layout = new ParameterLayout(new ParameterInfo("w", ParameterRole.Weight, 1, 100));
        var costs = new PathCosts(layout, Magnitude.One, [.. Enumerable.Range(0, 100).Select(i => (double)(i * 37 % 100))], 0, []);
        Assert.Equal(count, costs.GlobalMask(fraction).Count);
        Assert.Equal(Pruned(costs.GlobalMask(fraction)), Pruned(costs.LayerwiseMask(fraction)));
        Assert.All(Pruned(costs.GlobalMask(fraction)), i => Assert.True(costs.Values[i] < count));
    }

    [Fact]
    public void Masks_of_costs_take_weights_and_biases_as_asked()
    {
        var costs = new PathCosts(Layout, Magnitude.One, [.. Enumerable.Range(0, Layout.Size).Select(i => (double)(Layout.Size - i))], 0, []);
        Assert.Equal([20, 21], Pruned(costs.GlobalMask(2.0 / 12)));
        Assert.Equal([11, 20, 21], Pruned(costs.GlobalMask(3.0 / 14, PrunableRoles.Weights | PrunableRoles.Biases)));
        Assert.Equal([11], Pruned(costs.LayerwiseMask(0.5, PrunableRoles.Biases)));
        Assert.Empty(Pruned(costs.GlobalMask(1, PrunableRoles.None)));
        Assert.Equal(1 + 2, costs.Sum(costs.GlobalMask(2.0 / 12)).Value);
        Assert.InRange(costs.ChangeBound(costs.GlobalMask(2.0 / 12), inputSize: 2).Value, 6, 6 * (1 + 1e-14));
        Assert.InRange(costs.ChangeBound(costs.GlobalMask(2.0 / 12), inputSize: 0.5).Value, 3, 3 * (1 + 1e-14));
    }

    [Fact]
    public void Overlap_is_the_share_of_the_first_in_the_second()
    {
        var (one, two) = (new PruningMask(Layout, [0, 1, 2, 3]), new PruningMask(Layout, [3, 4]));
        Assert.Equal((0.25, 0.5, 1), (one.Overlap(two), two.Overlap(one), new PruningMask(Layout, []).Overlap(one)));
    }

    [Fact]
    public void Applying_makes_a_copy_unless_it_is_asked_not_to()
    {
        var store = new ParameterStore(Layout);
        store.Values.Fill(2);
        var mask = new PruningMask(Layout, [0, 11]);
        var pruned = mask.Apply(store);
        Assert.True(pruned.Values[0] == 0 && pruned.Values[11] == 0 && pruned.Values[1] == 2 && store.Values[0] == 2);
        mask.ApplyInPlace(store);
        Assert.True(store.Values.SequenceEqual(pruned.Values));
    }

    [Fact]
    public void A_saved_mask_is_a_state_dict_of_zeros_and_ones_that_loads_again()
    {
        var mask = new PruningMask(Layout, [1, 2, 10, 13, 21]);
        using var stream = new MemoryStream();
        mask.Save(stream);

        stream.Position = 0;
        var store = ParameterStore.Load(Layout, stream);
        Assert.Equal([1, 0, 0, 1, 1, 1, 1, 1, 1, 1], store["a.weight"].ToArray());
        Assert.Equal([1, 1], store["bn.running_mean"].ToArray());

        stream.Position = 0;
        Assert.Equal(Pruned(mask), Pruned(PruningMask.Load(Layout, stream)));
    }

    [Theory]
    [InlineData("a.weight", 7, 0.5f, "a.weight[1, 2] is 0.5; a mask holds zeros and ones")]
    [InlineData("bn.running_mean", 1, 0, "bn.running_mean[1] is 0; a mask holds ones for running statistics")]
    public void A_file_that_is_no_mask_is_refused(string name, int element, float value, string message)
    {
        var store = new ParameterStore(Layout);
        store.Values.Fill(1);
        store[name][element] = value;
        using var stream = new MemoryStream();
        store.Save(stream);
        stream.Position = 0;
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => PruningMask.Load(Layout, stream)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TensorType.Bool)]
    [InlineData(TensorType.U8)]
    [InlineData(TensorType.I8)]
    [InlineData(TensorType.I32)]
    [InlineData(TensorType.I64)]
    public void A_mask_may_be_of_booleans_or_whole_numbers_and_lack_tensors(TensorType type)
    {
        var width = type switch { TensorType.I32 => 4, TensorType.I64 => 8, _ => 1 };
        var bytes = new byte[10 * width];
        foreach (var kept in new[] { 0, 2, 3, 9 })
        {
            bytes[kept * width] = 1;
        }

        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, [new TensorData("a.weight", type, [2, 5], bytes)]);
        stream.Position = 0;
        Assert.Equal([1, 4, 5, 6, 7, 8], Pruned(PruningMask.Load(Layout, stream)));
    }

    [Fact]
    public void The_masks_of_a_pruned_model_are_found_beside_its_parameters()
    {
        TensorData[] tensors =
        [
            Floats("m.a.weight_orig", [2, 5], 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), Floats("m.a.weight_mask", [2, 5], 1, 1, 1, 0, 1, 1, 1, 1, 1, 0),
            Floats("m.a.bias", [2], 5, 6), Floats("m.bn.running_mean", [2], 5, 6),
        ];
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors);
        var options = new LoadOptions { Prefix = "m." };
        Assert.Equal([3, 9], Pruned(PruningMask.Load(Layout, From(stream), options)));

        // The same masks as files of masks alone.
        using var alone = new MemoryStream();
        SafetensorsWriter.Write(alone, tensors[1..2]);
        Assert.Equal([3, 9], Pruned(PruningMask.Load(Layout, From(alone), options)));

        Assert.Contains("No tensor's name begins with 'n.'", Assert.Throws<ParameterMismatchException>(() => PruningMask.Load(Layout, From(alone), new LoadOptions { Prefix = "n." })).Message, StringComparison.Ordinal);
        using var foreign = new MemoryStream();
        SafetensorsWriter.Write(foreign, [.. tensors[1..2], Floats("m.c.weight_mask", [1], 1)]);
        Assert.Equal("m.c.weight_mask", Assert.Throws<ParameterMismatchException>(() => PruningMask.Load(Layout, From(foreign), options)).Mismatches.Single().Name);
        Assert.Equal([3, 9], Pruned(PruningMask.Load(Layout, From(foreign), options with { AllowExtra = true })));
    }

    [Fact]
    public void Masks_behind_a_prefix_get_the_hint_of_it()
    {
        const string Hint = "Every unknown tensor is a parameter's behind 'm.': load with LoadOptions { Prefix = \"m.\" }.";
        var (weight, mask) = (Floats("m.a.weight_orig", [2, 5], 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), Floats("m.a.weight_mask", [2, 5], 1, 1, 1, 0, 1, 1, 1, 1, 1, 0));
        Assert.EndsWith(Hint, Message(null, mask), StringComparison.Ordinal);
        Assert.EndsWith(Hint, Message(null, weight, mask, Floats("m.a.bias", [2], 5, 6)), StringComparison.Ordinal);
        Assert.EndsWith(Hint, Message(null, Floats("m.a.bias", [2], 1, 0)), StringComparison.Ordinal);
        Assert.EndsWith(Hint, Message(new() { Prefix = "n." }, mask), StringComparison.Ordinal);
        Assert.DoesNotContain("Prefix", Message(null, mask, Floats("c.a.weight_mask", [1], 1)), StringComparison.Ordinal);

        static string Message(LoadOptions? options, params TensorData[] tensors)
        {
            using var stream = new MemoryStream();
            SafetensorsWriter.Write(stream, tensors);
            return Assert.Throws<ParameterMismatchException>(() => PruningMask.Load(Layout, From(stream), options)).Message;
        }
    }

    /// <summary>So that a model need not be packed after it was measured, nor compare anything.</summary>
    [Fact]
    public void What_only_reads_parameters_leaves_no_trace()
    {
        var paths = Magnitudes([3, -1, 2, 2, 2, 0, 5, 6, 7, 8]);
        var revision = paths.Parameters.Watch().Settle();
        _ = paths.Norm(1);
        _ = paths.NormPerOutput();
        _ = paths.Costs();
        _ = paths.FindDeadNeurons();
        _ = paths.Evaluate(new float[5]);
        _ = paths.MagnitudeMask(0.4).Apply(paths.Parameters);
        paths.Parameters.Save(Stream.Null);
        Assert.True(paths.Parameters.Watch().IsUntouched(revision));
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        var paths = Magnitudes(new float[10]);
        var other = new ParameterLayout(new ParameterInfo("w", ParameterRole.Weight, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => paths.MagnitudeMask(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => paths.MagnitudeMask(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => paths.MagnitudeMask(0.5, (PrunableRoles)8));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PruningMask(Layout, [Layout.Size]));
        Assert.Contains("bn.running_var[1]", Assert.Throws<ArgumentException>(() => new PruningMask(Layout, [19])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new PruningMask(Layout, []).Overlap(new PruningMask(other, [])));
        Assert.Throws<ArgumentException>(() => new PruningMask(other, []).Apply(paths.Parameters));
    }

    private static TensorData Floats(string name, long[] shape, params float[] values) => TensorData.FromFloats(name, TensorType.F32, shape, values);

    private static MemoryStream From(MemoryStream stream) => new(stream.ToArray());

    private static int[] Pruned(PruningMask mask) => [.. Enumerable.Range(0, mask.Layout.Size).Where(i => mask[i])];

    private static PathAnalysis Magnitudes(float[] weights)
    {
        var store = new ParameterStore(Layout);
        store.Values.Fill(1);
        weights.CopyTo(store["a.weight"]);
        Layer[] layers =
        [
            new InputLayer("x", new(5)),
            new LinearLayer("a", 0, new(2), 0) { Bias = 10 },
            new BatchNormLayer("bn", 1, new(2), 12, 14, 16, 18, 1e-5),
            new LinearLayer("b", 2, new(1), 20),
        ];
        return new(new PathDescription(new(Layout, layers, [0], [3])), store);
    }
}
