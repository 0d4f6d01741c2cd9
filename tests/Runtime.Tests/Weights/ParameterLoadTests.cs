using System;
using System.IO;
using System.Linq;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Runtime.Tests.Weights;

public class ParameterLoadTests
{
    private static readonly ParameterLayout Layout = new(
        new ParameterInfo("conv1.weight", ParameterRole.Weight, 2, 1, 3),
        new ParameterInfo("bn1.bias", ParameterRole.Beta, 2),
        new ParameterInfo("scale", ParameterRole.Gamma));

    private static readonly TensorData Conv = Floats("conv1.weight", [2, 1, 3], 1, 2, 3, 4, 5, 6);
    private static readonly TensorData Bias = Floats("bn1.bias", [2], 7, 8);
    private static readonly TensorData Scale = Floats("scale", [], 9);

    [Fact]
    public void Tensors_go_to_their_names_in_any_order_of_the_file()
    {
        var store = Load(null, Scale, Bias, Counter("bn1.num_batches_tracked"), Conv, Counter("num_batches_tracked"));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], store.Values.ToArray());
    }

    [Fact]
    public void Any_floating_point_type_will_do()
    {
        var store = Load(
            null,
            TensorData.FromFloats("conv1.weight", TensorType.F16, [2, 1, 3], [1, 2, 3, 4, 5, 6]),
            TensorData.FromFloats("bn1.bias", TensorType.F64, [2], [7, 8]),
            TensorData.FromFloats("scale", TensorType.BF16, [], [9]));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], store.Values.ToArray());
    }

    [Fact]
    public void Every_difference_is_in_one_message()
    {
        var e = Mismatch(
            null,
            Floats("conv1.weights", [2, 1, 3], 1, 2, 3, 4, 5, 6),
            Floats("bn1.bias", [1, 2], 7, 8),
            Floats("fc.weight", [1], 1),
            new TensorData("scale", TensorType.I32, [], new byte[4]));
        Assert.Equal(
            """
            stream does not fit the network: 1 missing, 2 extra, 1 of another shape, 1 of a type that is not read as floats.
            Missing from the file:
              conv1.weight [2x1x3]; perhaps the file's 'conv1.weights'
            Unknown to the network:
              conv1.weights [2x1x3]
              fc.weight [1]
            Of another shape:
              bn1.bias is [1x2], the network's is [2]; the same numbers, which LoadOptions { AllowReshape = true } takes
            Of a type other than F32, F16, BF16 and F64:
              scale is of type I32
            """,
            e.Message);
        Assert.Equal("stream", e.File);
        Assert.Equal(
            [
                new(ParameterMismatchKind.Missing, "conv1.weight", "2x1x3", null, "conv1.weights"),
                new(ParameterMismatchKind.Extra, "conv1.weights", null, "2x1x3"),
                new(ParameterMismatchKind.Extra, "fc.weight", null, "1"),
                new(ParameterMismatchKind.Shape, "bn1.bias", "2", "1x2", "the same numbers, which LoadOptions { AllowReshape = true } takes"),
                new(ParameterMismatchKind.Type, "scale", "scalar", "I32"),
            ],
            e.Mismatches);
    }

    [Fact]
    public void A_scalar_is_not_a_vector_of_one_unless_that_is_allowed()
    {
        var e = Mismatch(null, Conv, Bias, Floats("scale", [1], 9));
        Assert.Equal("stream does not fit the network: 1 of another shape.\nOf another shape:\n  scale is [1], the network's is [scalar]; the same numbers, which LoadOptions { AllowReshape = true } takes", e.Message);
    }

    [Theory]
    [InlineData("6x4x1x5", "6x4x5", "the same numbers, which LoadOptions { AllowReshape = true } takes")]
    [InlineData("6x4x5", "1x6x1x4x5", "the same numbers, which LoadOptions { AllowReshape = true } takes")]
    [InlineData("4x6", "6x4", "it seems to be transposed")]
    [InlineData("4x6", "24", null)]
    [InlineData("4x6", "4x5", null)]
    public void A_shape_that_differs_in_ones_is_taken_on_request_and_reported(string network, string file, string? advice)
    {
        var layout = new ParameterLayout(new ParameterInfo("w", ParameterRole.Weight, [.. network.Split('x').Select(int.Parse)]));
        long[] shape = [.. file.Split('x').Select(long.Parse)];
        var values = Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(i => (float)i).ToArray();
        var bytes = RawFile.Write(Floats("w", shape, values));

        var e = Assert.Throws<ParameterMismatchException>(() => ParameterStore.Load(layout, new MemoryStream(bytes)));
        Assert.EndsWith($"\n  w is [{file}], the network's is [{network}]{(advice is null ? "" : "; " + advice)}", e.Message, StringComparison.Ordinal);

        var allowed = new LoadOptions { AllowReshape = true };
        if (advice is null || !advice.StartsWith("the same", StringComparison.Ordinal))
        {
            Assert.Throws<ParameterMismatchException>(() => ParameterStore.Load(layout, new MemoryStream(bytes), allowed));
            return;
        }

        var store = ParameterStore.Load(layout, new MemoryStream(bytes), allowed);
        Assert.Equal(values, store.Values.ToArray());
        Assert.Equal("w", Assert.Single(store.LoadReport!.Reshaped).Name);
    }

    [Fact]
    public void What_is_missing_gets_the_value_that_does_nothing_and_is_listed()
    {
        var layout = new ParameterLayout(
            new ParameterInfo("conv.weight", ParameterRole.Weight, 2, 1),
            new ParameterInfo("conv.bias", ParameterRole.Bias, 2),
            new ParameterInfo("bn.weight", ParameterRole.Gamma, 2),
            new ParameterInfo("bn.bias", ParameterRole.Beta, 2),
            new ParameterInfo("bn.running_mean", ParameterRole.RunningMean, 2),
            new ParameterInfo("bn.running_var", ParameterRole.RunningVariance, 2),
            new ParameterInfo("there", ParameterRole.Weight));
        var bytes = RawFile.Write(Floats("there", [], 7), Floats("other", [1], 1));
        var store = ParameterStore.Load(layout, new MemoryStream(bytes), new LoadOptions { AllowMissing = true, AllowExtra = true });

        Assert.Equal([0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 7], store.Values.ToArray());
        Assert.Equal(layout.Take(6), store.LoadReport!.Filled);
        Assert.Equal(["other"], store.LoadReport.Ignored);
        Assert.Equal(
            """
            stream was loaded
              6 filled with neutral values: conv.weight, conv.bias, bn.weight, bn.bias, bn.running_mean, bn.running_var
              1 ignored: other
            """,
            store.LoadReport.ToString());
        Assert.Null(new ParameterStore(layout).LoadReport);
    }

    [Fact]
    public void A_file_with_nothing_of_the_network_is_refused_even_where_something_may_be_missing()
    {
        var e = Mismatch(new LoadOptions { AllowMissing = true, AllowExtra = true }, Floats("fc.weight", [1], 1));
        Assert.StartsWith("stream does not fit the network: 3 missing.\n", e.Message, StringComparison.Ordinal);
        Assert.EndsWith("\nAllowMissing does not apply: the file has no parameter of the network at all, so nothing would be loaded.", e.Message, StringComparison.Ordinal);

        // Only where it was asked for, and where it is the reason.
        Assert.DoesNotContain("AllowMissing", Mismatch(new LoadOptions { AllowExtra = true }, Floats("fc.weight", [1], 1)).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("AllowMissing", Mismatch(new LoadOptions { AllowMissing = true }, Conv, Floats("fc.weight", [1], 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Running_statistics_have_ranges()
    {
        var layout = new ParameterLayout(
            new ParameterInfo("bn.running_mean", ParameterRole.RunningMean, 4),
            new ParameterInfo("bn.running_var", ParameterRole.RunningVariance, 4),
            new ParameterInfo("bn2.running_var", ParameterRole.RunningVariance, 2));
        var bytes = RawFile.Write(
            Floats("bn.running_mean", [4], -1, -2, -3, -4),
            Floats("bn.running_var", [4], 1, -0f, -0.5f, -1e-30f),
            Floats("bn2.running_var", [2], -3, 0));
        var e = Assert.Throws<ParameterRangeException>(() => ParameterStore.Load(layout, new MemoryStream(bytes)));
        Assert.Equal(
            """
            stream has values out of range, in 2 tensors:
              bn.running_var: -0.5 at index 2, and 1 more; a variance is at least 0
              bn2.running_var: -3 at index 0; a variance is at least 0
            AllowOutOfRange loads them as they are.
            """,
            e.Message);
        Assert.Equal(new OutOfRangeValues("bn.running_var", 2, -0.5f, 2), e.Parameters[0]);
        Assert.Equal(-0.5f, ParameterStore.Load(layout, new MemoryStream(bytes), new LoadOptions { AllowOutOfRange = true })["bn.running_var"][2]);
    }

    [Fact]
    public void A_variance_of_zero_is_out_of_range_where_no_eps_is_added()
    {
        var layout = new ParameterLayout(
            new ParameterInfo("a.running_var", ParameterRole.RunningVariance, 3),
            new ParameterInfo("b.running_var", ParameterRole.RunningVariance, 3) { MustBePositive = true },
            new ParameterInfo("c.running_var", ParameterRole.RunningVariance, 2) { MustBePositive = true });
        var bytes = RawFile.Write(Floats("a.running_var", [3], 0, 1, 0), Floats("b.running_var", [3], 1, 0, -0f), Floats("c.running_var", [2], 1e-30f, 1));

        var e = Assert.Throws<ParameterRangeException>(() => ParameterStore.Load(layout, new MemoryStream(bytes)));

        Assert.Equal(new OutOfRangeValues("b.running_var", 1, 0, 2), Assert.Single(e.Parameters));
        Assert.Contains("b.running_var: 0 at index 1, and 1 more; a variance that no eps is added to is above 0", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, ParameterStore.Load(layout, new MemoryStream(bytes), new LoadOptions { AllowOutOfRange = true })["b.running_var"][1]);
    }

    [Fact]
    public void A_prefix_that_no_name_has_is_named_with_those_that_there_are()
    {
        TensorData[] tensors =
        [
            Floats("module.conv1.weight", [2, 1, 3], 1, 2, 3, 4, 5, 6), Floats("module.bn1.bias", [2], 7, 8), Floats("module.scale", [], 9), Floats("ema", [], 1),
        ];
        var e = Mismatch(new LoadOptions { Prefix = "modul." }, tensors);
        Assert.EndsWith(
            """

            No tensor's name begins with 'modul.'; the names begin with 'module.' (3), 'ema' (1).
            Every missing parameter is there behind 'module.': load with LoadOptions { Prefix = "module." }.
            """,
            e.Message,
            StringComparison.Ordinal);
        Assert.Contains("No tensor's name begins with 'modul.'", Mismatch(new LoadOptions { Prefix = "modul.", AllowMissing = true }, tensors).Message, StringComparison.Ordinal);
        Assert.EndsWith("Every missing parameter is there without a prefix: load without Prefix.", Mismatch(new LoadOptions { Prefix = "net." }, Conv, Bias, Scale).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extra_and_missing_are_allowed_on_request_only()
    {
        var extra = Floats("fc.weight", [1], 1);
        Assert.Equal(9, Load(new LoadOptions { AllowExtra = true }, Conv, Bias, Scale, extra)[2][0]);
        Assert.Equal([1, 2, 3, 4, 5, 6, 0, 0, 9], Load(new LoadOptions { AllowMissing = true }, Conv, Scale).Values.ToArray());
        Assert.Equal(ParameterMismatchKind.Extra, Mismatch(new LoadOptions { AllowMissing = true }, Conv, extra).Mismatches.Single().Kind);
        Assert.Equal(ParameterMismatchKind.Missing, Mismatch(new LoadOptions { AllowExtra = true }, Conv, Bias, extra).Mismatches.Single().Kind);
    }

    [Fact]
    public void A_prefix_selects_and_a_renaming_maps()
    {
        TensorData[] tensors =
        [
            Floats("net.module.conv1.weight", [2, 1, 3], 1, 2, 3, 4, 5, 6), Floats("net.module.bn1.b", [2], 7, 8),
            Floats("net.module.scale", [], 9), Floats("optimizer.step", [], 1), Floats("net.module.head", [], 1),
        ];
        var options = new LoadOptions
        {
            Prefix = "net.module.",
            Rename = name => name == "head" ? null : name.Replace("bn1.b", "bn1.bias", StringComparison.Ordinal),
        };
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], Load(options, tensors).Values.ToArray());
    }

    [Fact]
    public void A_common_prefix_is_found()
    {
        var e = Mismatch(null, Floats("module.conv1.weight", [2, 1, 3], 1, 2, 3, 4, 5, 6), Floats("module.bn1.bias", [2], 7, 8), Floats("module.scale", [], 9));
        Assert.EndsWith(
            "\nEvery missing parameter is there behind 'module.': load with LoadOptions { Prefix = \"module.\" }.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_tensors_of_one_name_are_a_difference()
    {
        var e = Mismatch(new LoadOptions { Rename = name => name.TrimEnd('_') }, Conv, Bias, Scale, Floats("scale_", [], 1));
        Assert.Equal("stream does not fit the network: 1 named twice.\nNamed twice:\n  scale is named by 'scale' and 'scale_'", e.Message);
    }

    [Fact]
    public void Thousands_of_differences_make_a_short_message_and_a_full_list()
    {
        var layout = new ParameterLayout(Enumerable.Range(0, 3000).Select(i => new ParameterInfo($"blocks.{i}.attention.weight", ParameterRole.Weight, 1)).ToArray());
        var tensors = Enumerable.Range(0, 3000).Select(i => Floats($"layers.{i}.attention.weight", [1], 1)).ToArray();
        var bytes = RawFile.Write(tensors);
        var e = Assert.Throws<ParameterMismatchException>(() => ParameterStore.Load(layout, new MemoryStream(bytes)));
        Assert.Equal(6000, e.Mismatches.Count);
        Assert.StartsWith("stream does not fit the network: 3000 missing, 3000 extra.\n", e.Message, StringComparison.Ordinal);
        Assert.Contains("\n  and 2992 more\n", e.Message, StringComparison.Ordinal);
        Assert.Equal("layers.7.attention.weight", e.Mismatches[7].Suggestion);
        Assert.Equal(1 + (2 * (1 + 8 + 1)), e.Message.Split('\n').Length);
    }

    [Fact]
    public void Values_that_are_not_finite_are_reported_by_name()
    {
        TensorData[] tensors =
        [
            Floats("conv1.weight", [2, 1, 3], 1, float.NaN, 3, float.NegativeInfinity, float.NaN, 6),
            new TensorData("bn1.bias", TensorType.F64, [2], new double[] { 7, 1e300 }.SelectMany(BitConverter.GetBytes).ToArray()),
            Floats("scale", [], float.PositiveInfinity),
        ];
        var bytes = RawFile.Write(tensors);
        var e = Assert.Throws<NonFiniteParametersException>(() => ParameterStore.Load(Layout, new MemoryStream(bytes)));
        Assert.Equal(
            """
            stream has values that are not finite, in 3 tensors:
              bn1.bias: 1 beyond single precision, the first at index 1
              conv1.weight: 2 NaN, 1 infinite, the first at index 1
              scale: 1 infinite, the first at index 0
            AllowNonFinite loads them as they are.
            """,
            e.Message);
        Assert.Equal(new NonFiniteValues("conv1.weight", 1, 2, 1, 0), e.Parameters[1]);

        var store = Load(new LoadOptions { AllowNonFinite = true }, tensors);
        Assert.Equal([1, float.NaN, 3, float.NegativeInfinity, float.NaN, 6, 7, float.PositiveInfinity, float.PositiveInfinity], store.Values.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(70_001)]
    [InlineData(200_000)]
    public void The_first_such_value_is_found_in_a_long_tensor(int index)
    {
        var values = new float[200_001];
        values[index] = float.NaN;
        var layout = new ParameterLayout(new ParameterInfo("a", ParameterRole.Weight, values.Length));
        var bytes = RawFile.Write(Floats("a", [values.Length], values));
        var e = Assert.Throws<NonFiniteParametersException>(() => ParameterStore.Load(layout, new MemoryStream(bytes)));
        Assert.Equal(new NonFiniteValues("a", index, 1, 0, 0), Assert.Single(e.Parameters));
    }

    [Fact]
    public void Path_and_pipe_load_the_same()
    {
        var path = Path.GetTempFileName();
        var store = Load(null, Conv, Bias, Scale);
        store.Save(path);
        Assert.Equal(store.Values.ToArray(), ParameterStore.Load(Layout, path).Values.ToArray());
        Assert.Equal(store.Values.ToArray(), ParameterStore.Load(Layout, new ForwardStream(File.ReadAllBytes(path), 5)).Values.ToArray());
        File.Delete(path);
    }

    private static TensorData Floats(string name, long[] shape, params float[] values) => TensorData.FromFloats(name, TensorType.F32, shape, values);

    private static TensorData Counter(string name) => new(name, TensorType.I64, [], new byte[8]);

    private static ParameterStore Load(LoadOptions? options, params TensorData[] tensors) =>
        ParameterStore.Load(Layout, new MemoryStream(RawFile.Write(tensors)), options);

    private static ParameterMismatchException Mismatch(LoadOptions? options, params TensorData[] tensors) =>
        Assert.Throws<ParameterMismatchException>(() => Load(options, tensors));
}
