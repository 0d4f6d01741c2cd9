using System;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Formats.Checkpoints;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Formats.Tests.Checkpoints;

/// <summary>Which tensor of a file is which parameter.</summary>
public sealed class WeightMapTests
{
    private static readonly ParameterLayout Layout = new(
        new ParameterInfo("stem.weight", ParameterRole.Weight, 3, 2, 3, 3), new ParameterInfo("stem.bias", ParameterRole.Bias, 3),
        new ParameterInfo("norm.weight", ParameterRole.Gamma, 3), new ParameterInfo("norm.bias", ParameterRole.Beta, 3),
        new ParameterInfo("norm.running_mean", ParameterRole.RunningMean, 3), new ParameterInfo("norm.running_var", ParameterRole.RunningVariance, 3),
        new ParameterInfo("head.weight", ParameterRole.Weight, 2, 3), new ParameterInfo("head.bias", ParameterRole.Bias, 2));

    [Fact]
    public void Other_names_are_found_by_shape_role_and_order_and_marked()
    {
        using var table = WeightsFile.Open(Fixture.PathOf("small.pth"));
        var map = WeightMap.Between(Layout, table);

        Assert.True(map.IsComplete && map.IsGuessed);
        Assert.Equal(
            ["conv.weight", "conv.bias", "bn.weight", "bn.bias", "bn.running_mean", "bn.running_var", "fc.weight", "fc.bias"],
            map.Lines.Select(line => line.Tensor));
        Assert.StartsWith("stem.weight = conv.weight  # guess\n", map.ToText(), StringComparison.Ordinal);

        // The text, read back, loads the same.
        var store = WeightMap.Parse(map.ToText()).Load(Layout, table);
        Assert.True(table.TryGet("bn.running_var", out var variance));
        Assert.Equal(variance.ToFloats(), store["norm.running_var"].ToArray());
        Assert.Equal(store.Values.ToArray(), map.Load(Layout, table).Values.ToArray());
    }

    [Fact]
    public void A_prefix_that_all_names_have_is_found()
    {
        using var table = WeightsFile.Open(Fixture.PathOf("trainer.pth"));
        var layout = new ParameterLayout(new ParameterInfo("fc.weight", ParameterRole.Weight, 2, 3), new ParameterInfo("fc.bias", ParameterRole.Bias, 2));
        var map = WeightMap.Between(layout, table);

        Assert.Equal(("module.", false), (map.Prefix, map.IsGuessed));
        Assert.Contains("module.conv.weight", map.Unused);
        Assert.Equal([9f, 9.125f], map.Load(layout, table)["fc.bias"].ToArray());
    }

    /// <summary>A pruned weight behind a prefix is multiplied out by the runtime's loader.</summary>
    [Fact]
    public void A_pruned_weight_is_one_parameter()
    {
        var table = TensorTable.Of("pruned", [
            TensorEntry.FromFloats("net.fc.weight_orig", [1, 2], new[] { 3f, 4f }), TensorEntry.FromFloats("net.fc.weight_mask", [1, 2], new[] { 0f, 1f })]);
        var layout = new ParameterLayout(new ParameterInfo("fc.weight", ParameterRole.Weight, 1, 2));

        Assert.Equal([0f, 4f], WeightMap.Between(layout, table).Load(layout, table)["fc.weight"].ToArray());
    }

    /// <summary>Two parts are one weight under whatever name, and neither is guessed for a parameter by itself.</summary>
    [Fact]
    public void Weights_in_two_parts_are_guessed_whole()
    {
        var table = TensorTable.Of("parts", [
            TensorEntry.FromFloats("a.weight_g", [1, 1], new[] { 10f }), TensorEntry.FromFloats("a.weight_v", [1, 2], new[] { 3f, 4f }),
            TensorEntry.FromFloats("b.weight_orig", [1, 1], new[] { 3f }), TensorEntry.FromFloats("b.weight_mask", [1, 1], new[] { 0f })]);
        var layout = new ParameterLayout(new ParameterInfo("first.weight", ParameterRole.Weight, 1, 2), new ParameterInfo("second.weight", ParameterRole.Weight, 1, 1));
        var map = WeightMap.Between(layout, table);

        Assert.Equal(["a.weight", "b.weight"], map.Lines.Select(line => line.Tensor));
        Assert.Empty(map.Unused);
        Assert.Equal([6f, 8f, 0f], WeightMap.Parse(map.ToText()).Load(layout, table).Values.ToArray());
        Assert.Equal(
            ["pruned weights become the products of their originals and masks: b.weight", "normalised weights become their directions, scaled to their magnitudes: a.weight"],
            CheckpointNotes.Of(table));
    }

    /// <summary>One tensor may be two parameters, a name may hold anything but line ends and be long, and one that is not there is told.</summary>
    [Fact]
    public void A_map_names_any_tensor()
    {
        var odd = "a#b = c " + new string('x', 300);
        var table = TensorTable.Of("odd", [TensorEntry.FromFloats(odd, [2], new[] { 1f, 2f })]);
        var layout = new ParameterLayout(new ParameterInfo("one.bias", ParameterRole.Bias, 2), new ParameterInfo("two.bias", ParameterRole.Bias, 2));

        Assert.Equal([1f, 2f, 1f, 2f], WeightMap.Parse($"one.bias = {odd}  # mine\n# all\ntwo.bias = {odd}\n").Load(layout, table).Values.ToArray());
        Assert.Contains("'gone'", Assert.Throws<ModelFormatException>(() => WeightMap.Parse("one.bias = gone\n").Load(layout, table)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_draft_takes_off_what_wraps_the_model_and_guesses_activations()
    {
        var table = TensorTable.Of("folder/my net-2.pth", [
            TensorEntry.FromFloats("_orig_mod.module.0.weight", [4, 3], new float[12]), TensorEntry.FromFloats("_orig_mod.module.0.bias", [4], new float[4]),
            TensorEntry.FromFloats("_orig_mod.module.2.weight", [2, 4], new float[8])]);
        var draft = SpecDraft.From(table);

        Assert.Contains("net MyNet2 {", draft, StringComparison.Ordinal);
        Assert.Contains("-> linear(4) as 0\n        -> relu  // guess\n        -> linear(2, bias=false) as 2\n", draft, StringComparison.Ordinal);
        var net = SpecCompiler.Compile(draft).Nets.Single();
        Assert.Equal(["0.weight", "0.bias", "2.weight"], net.Parameters.Select(parameter => parameter.Name));
    }

    /// <summary>A branch of a residual block takes an earlier value, and is no grouped convolution; a depthwise one is.</summary>
    [Fact]
    public void A_draft_tells_branches_from_groups()
    {
        var table = TensorTable.Of("net", [
            TensorEntry.FromFloats("stem.weight", [8, 3, 1, 1], new float[24]), TensorEntry.FromFloats("wide.weight", [16, 8, 1, 1], new float[128]),
            TensorEntry.FromFloats("each.weight", [16, 1, 1, 1], new float[16]), TensorEntry.FromFloats("skip.weight", [16, 8, 1, 1], new float[128])]);
        var draft = SpecDraft.From(table);

        Assert.Contains("conv(16, 1x1, groups=16, bias=false) as each  // guess\n", draft, StringComparison.Ordinal);
        Assert.Contains("as skip  // takes 8 channels, and 16 come before it: connect it\n", draft, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_without_a_tensor_is_told_and_refused_when_it_is_loaded()
    {
        var table = TensorTable.Of("empty", [TensorEntry.FromFloats("other", [7], new float[7])]);
        var map = WeightMap.Between(Layout, table);

        Assert.False(map.IsComplete);
        Assert.Contains("stem.weight =  # none\n", map.ToText(), StringComparison.Ordinal);
        Assert.Throws<ParameterMismatchException>(() => map.Load(Layout, table));
    }

    [Theory]
    [InlineData("a\n", "line 1")]
    [InlineData("# fine\na = b\na = c", "line 3")]
    public void A_text_that_is_no_map_is_told_with_its_line(string text, string told) =>
        Assert.Contains(told, Assert.Throws<ModelFormatException>(() => WeightMap.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_draft_has_the_layers_and_sizes_of_the_file_and_marks_its_guesses()
    {
        using var table = WeightsFile.Open(Fixture.PathOf("small.pth"));
        var draft = SpecDraft.From(table, "Small");

        Assert.Contains("-> conv(3, 3x3, pad=1, bias=true) as conv  // guess\n        -> bn as bn\n        -> relu  // guess\n", draft, StringComparison.Ordinal);
        Assert.Contains("-> avgpool(global)  // guess\n        -> linear(2) as fc\n", draft, StringComparison.Ordinal);
        var compiled = SpecCompiler.Compile(draft);
        Assert.True(compiled.Problems.Count == 0, $"{string.Join('\n', compiled.Problems)}\n{draft}");
        Assert.Equal(Layout.Size, compiled.Nets.Single().StoreSize);
    }
}
