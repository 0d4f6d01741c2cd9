using System;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Runtime.Tests.Weights;

public class ModelTests
{
    private static readonly ParameterLayout Layout = new(new ParameterInfo("fc.weight", ParameterRole.Weight, 2, 3));

    [Fact]
    public void Parameters_are_kept_and_packed_on_demand()
    {
        var store = new ParameterStore(Layout);
        var probe = new Probe(store);
        Assert.Same(store, probe.Parameters);
        Assert.Equal(1, probe.Packed);
        probe.Pack();
        Assert.Equal(2, probe.Packed);
    }

    [Fact]
    public void The_store_must_have_the_networks_layout()
    {
        Refused("parameter 0 is fc.weight [3x2], here it is fc.weight [2x3]", new ParameterInfo("fc.weight", ParameterRole.Weight, 3, 2));
        Refused("parameter 0 is fc.weight [2x3] in the role Gamma, here it is fc.weight [2x3] in the role Weight", new ParameterInfo("fc.weight", ParameterRole.Gamma, 2, 3));
        Refused("it has 2 parameters, here there are 1", Layout[0], new ParameterInfo("fc.bias", ParameterRole.Bias, 2));
        Refused("it has 0 parameters, here there are 1");
        Assert.Equal(1, new Probe(new ParameterStore(new ParameterLayout(Layout[0]))).Packed);
    }

    [Fact]
    public void Arguments_are_refused_with_what_is_right()
    {
        Probe.Batch(1);
        Probe.Threads(1);
        Probe.Input(6, 3, 2);
        Probe.Output(3, 3, 1);
        Message("A batch has at least 1 sample. (Parameter 'batch')\nActual value was 0.", () => Probe.Batch(0));
        Message("At least 1 thread computes: the caller's own. (Parameter 'threads')\nActual value was -1.", () => Probe.Threads(-1));
        Message("'image' holds 5 floats; 2 samples are 2 x 3 = 6. (Parameter 'image')", () => Probe.Input(5, 3, 2));
        Message("'image' holds 5 floats; 1 sample is 3. (Parameter 'image')", () => Probe.Input(5, 3, 1));
        Message("'logits' has room for 0 floats; 2147483647 samples are 2147483647 x 2147483647 = 4611686014132420609. (Parameter 'logits')", () => Probe.Output(0, int.MaxValue, int.MaxValue));

        var memory = new float[8];
        Probe.Apart(memory.AsSpan(0, 4), memory.AsSpan(4, 4));
        Message("'logits' and 'image' overlap in memory; give 'logits' memory of its own. (Parameter 'logits')", () => Probe.Apart(memory.AsSpan(0, 5), memory.AsSpan(4, 4)));
    }

    [Fact]
    public void A_workspace_must_be_large_enough()
    {
        var probe = new Probe(new ParameterStore(Layout));
        using var own = probe.CreateWorkspace(images: 3, SimdLevel.Scalar);
        using var larger = new Workspace(200);
        using var small = new Workspace(64);
        Assert.Equal((100, 3, SimdLevel.Scalar), (own.SampleSize, own.Images, own.Simd));
        probe.Check(own);
        probe.Check(larger);
        Message(
            "'workspace' holds 64 floats a sample; this network needs 100. Make one with CreateWorkspace. (Parameter 'workspace')",
            () => probe.Check(small));
        Assert.Throws<ArgumentNullException>(() => probe.Check(null!));
    }

    [Fact]
    public void Spare_workspaces_are_reused_and_too_small_ones_given_up()
    {
        var probe = new Probe(new ParameterStore(Layout));
        var first = probe.Rent(2);
        var meanwhile = probe.Rent(1);
        Assert.Equal((2, 1), (first.Images, meanwhile.Images));

        probe.Return(first);
        probe.Return(meanwhile);
        Assert.Same(first, probe.Rent(1));
        probe.Return(first);

        var larger = probe.Rent(1000);
        Assert.Equal(4, larger.Images);
        Assert.Throws<ObjectDisposedException>(() => { first.Begin(1); });
        probe.Return(larger);
        Assert.Same(larger, probe.Rent(1000));
    }

    [Fact]
    public void No_more_workspaces_are_kept_than_threads_can_run()
    {
        var probe = new Probe(new ParameterStore(Layout));
        var rented = Enumerable.Range(0, Environment.ProcessorCount + 1).Select(_ => probe.Rent(1)).ToArray();
        Array.ForEach(rented, probe.Return);
        Assert.Throws<ObjectDisposedException>(() => { rented[^1].Begin(1); });
        Assert.Equal(rented[..^1], rented[..^1].Select(_ => probe.Rent(1)));
    }

    [Fact]
    public void Renting_spares_allocates_nothing()
    {
        var probe = new Probe(new ParameterStore(Layout));

        Assert.Equal(0, Allocations.Of(() => probe.Return(probe.Rent(4))));
    }

    private static void Refused(string difference, params ParameterInfo[] parameters)
    {
        var e = Assert.Throws<ArgumentException>(() => new Probe(new ParameterStore(new ParameterLayout(parameters))));
        Assert.Equal($"The store was made for another network: {difference}. (Parameter 'parameters')", e.Message);
    }

    private static void Message(string expected, Action action) =>
        Assert.Equal(expected, Assert.ThrowsAny<ArgumentException>(action).Message.ReplaceLineEndings("\n"));

    private sealed class Probe : Model
    {
        public Probe(ParameterStore parameters)
            : base(Layout, parameters, workspaceSize: 100, imagesPerPass: 4)
        {
            Pack();
        }

        public int Packed { get; private set; }

        public static void Batch(int batch) => CheckBatch(batch);

        public static void Threads(int threads) => CheckThreads(threads);

        public static void Input(int length, int perSample, int batch) => CheckInput("image", length, perSample, batch);

        public static void Output(int length, int perSample, int batch) => CheckOutput("logits", length, perSample, batch);

        public static void Apart(ReadOnlySpan<float> target, ReadOnlySpan<float> values) => CheckApart("logits", target, "image", values);

        public Workspace Rent(int batch) => RentWorkspace(batch);

        public void Return(Workspace workspace) => ReturnWorkspace(workspace);

        public void Check(Workspace workspace) => CheckWorkspace(workspace);

        protected override void PackWeights(ParameterStore parameters) => Packed++;
    }
}
