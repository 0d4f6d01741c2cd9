using System;
using System.Linq;
using System.Threading.Tasks;
using Corpus.Nets;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Engines;

/// <summary>An emitted class as its user calls it: without a workspace, and from several threads at once.</summary>
public sealed class ForwardTests
{
    private const int Batch = 3;

    private readonly UNet _net = new(new ParameterStore(UNet.Layout, [.. DetWeights.Of(CorpusSpec.Nets["Corpus.Nets.UNet"]).SelectMany(tensor => tensor)]));
    private readonly float[] _images = DetWeights.Input("images", Batch * UNet.ImageSize);

    [Fact]
    public void The_workspace_of_the_model_gives_what_any_other_gives()
    {
        using var workspace = _net.CreateWorkspace();
        var expected = new float[Batch * UNet.MasksSize];
        _net.Forward(_images, expected, Batch, workspace);

        var masks = new float[Batch * UNet.MasksSize];
        _net.Forward(_images, masks, Batch);
        Assert.Equal(expected, masks);
        _net.Forward(_images.AsSpan(0, UNet.ImageSize), masks.AsSpan(0, UNet.MasksSize));
        Assert.Equal(expected, masks);
    }

    [Fact]
    public void A_model_that_is_warm_and_without_its_parameters_computes_as_before()
    {
        var expected = new float[Batch * UNet.MasksSize];
        _net.Forward(_images, expected, Batch);

        _net.Warmup(Batch, threads: 2);
        _net.ReleaseParameters();
        var masks = new float[Batch * UNet.MasksSize];
        _net.Forward(_images, masks, Batch, threads: 2);
        Assert.Equal(expected, masks);
        _net.Warmup();
        Assert.Throws<InvalidOperationException>(_net.Pack);
    }

    [Fact]
    public void Neurons_that_are_spelt_one_by_one_keep_their_parameters()
    {
        var net = new Corpus.Dags.DenseDeep0(new ParameterStore(Corpus.Dags.DenseDeep0.Layout));
        net.Warmup();
        Assert.Throws<InvalidOperationException>(net.ReleaseParameters);
        Assert.Equal(Corpus.Dags.DenseDeep0.Layout, net.Parameters.Layout);
    }

    [Fact]
    public void The_workspace_of_the_model_is_made_once()
    {
        var masks = new float[Batch * UNet.MasksSize];

        Assert.Equal(0, Allocations.Of(() => _net.Forward(_images, masks, Batch)));
    }

    [Fact]
    public void Callers_on_several_threads_may_share_a_model()
    {
        var expected = new float[Batch * UNet.MasksSize];
        _net.Forward(_images, expected, Batch);
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 4 }, caller =>
        {
            var masks = new float[Batch * UNet.MasksSize];
            _net.Forward(_images, masks, Batch, threads: 1 + (caller % 3));
            Assert.Equal(expected, masks);
        });
    }

    [Fact]
    public void A_workspace_in_use_is_refused()
    {
        using var workspace = _net.CreateWorkspace();
        var masks = new float[UNet.MasksSize];
        using (workspace.Reserve())
            Assert.Throws<InvalidOperationException>(() => _net.Forward(_images.AsSpan(0, UNet.ImageSize), masks, 1, workspace));
        _net.Forward(_images.AsSpan(0, UNet.ImageSize), masks, 1, workspace);
    }

    [Fact]
    public void An_output_in_the_parameters_is_refused()
    {
        var net = new UNet(_net.Parameters.Clone());
        Assert.Contains(
            "'masks' lies in the parameters of the network",
            Assert.Throws<ArgumentException>(() => net.Forward(_images.AsSpan(0, UNet.ImageSize), net.Parameters.Values[..UNet.MasksSize])).Message,
            StringComparison.Ordinal);
    }

    /// <summary>Biases are 0 and batch-norms do nothing, so that values neither vanish nor explode.</summary>
    [Fact]
    public void Random_parameters_give_outputs_of_the_inputs_size()
    {
        var net = new UNet(ParameterStore.Random(UNet.Layout, seed: 1));
        var masks = new float[UNet.MasksSize];
        net.Forward(_images.AsSpan(0, UNet.ImageSize), masks);
        Assert.InRange(Math.Sqrt(masks.Average(value => value * value)), 0.01, 100);
    }

    [Fact]
    public void Edited_parameters_count_after_packing()
    {
        var net = new UNet(_net.Parameters.Clone());
        float[] before = new float[UNet.MasksSize], after = new float[UNet.MasksSize];
        net.Forward(_images.AsSpan(0, UNet.ImageSize), before);
        foreach (ref var bias in net.Parameters["head.bias"])
            bias += 1;
        Assert.Contains("'head.bias' was edited", Assert.Throws<InvalidOperationException>(() => net.Forward(_images.AsSpan(0, UNet.ImageSize), after)).Message, StringComparison.Ordinal);
        net.Pack();
        net.Forward(_images.AsSpan(0, UNet.ImageSize), after);
        Assert.All(before.Zip(after), pair => Assert.Equal(pair.First + 1, pair.Second, 1e-5f));
    }
}
