using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Runtime.Tests;

public class ModelTests
{
    private static readonly ParameterLayout Layout = new(new ParameterInfo("fc.weight", ParameterRole.Weight, 2, 3));

    private static readonly ParameterLayout Two = new(Layout[0], new ParameterInfo("fc.bias", ParameterRole.Bias, 2));

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
    public void An_edit_without_packing_is_an_error_that_names_the_tensor()
    {
        var probe = new Probe(new ParameterStore(Two), Two);
        probe.Pass();
        probe.Parameters["fc.bias"][1] = 1;
        Message("Since the last Pack(), 'fc.bias' was edited: call Pack() after an edit, so that the network computes with it.", () => probe.Pass());
        Message("Since the last Pack(), 'fc.bias' was edited: call Pack() after an edit, so that the network computes with it.", () => probe.Pass());
        probe.Pack();
        probe.Pass();

        probe.Parameters.Values[0] = 3;
        Message("Since the last Pack(), the parameters were edited: call Pack() after an edit, so that the network computes with it.", () => probe.Pass());
        probe.Pack();
        probe.Parameters[0][0] = 4;
        probe.Parameters[0][0] = 3;
        probe.Pass();
        new PruningMask(Two, [0]).ApplyInPlace(probe.Parameters);
        Assert.Throws<InvalidOperationException>(() => probe.Pass());
    }

    /// <summary>The span is taken, a pass runs, and then it is written: the order of an experiment with one weight.</summary>
    [Fact]
    public void A_span_that_is_kept_over_passes_is_watched_until_the_next_packing()
    {
        var probe = new Probe(new ParameterStore(Two), Two);
        var weight = probe.Parameters["fc.weight"];
        probe.Pass();
        probe.Pass();
        weight[5] = 1;
        var threw = false;
        try
        {
            probe.Pass();
        }
        catch (InvalidOperationException)
        {
            threw = true;
        }

        Assert.True(threw);
    }

    [Fact]
    public void Reading_costs_nothing_and_every_edit_is_seen()
    {
        var probe = new Probe(new ParameterStore(Two), Two);
        Assert.Equal(0, probe.Parameters.ReadOnly["fc.bias"][0] + probe.Parameters.ReadOnly[0][1] + probe.Parameters.ReadOnly[Two[1]][1] + probe.Parameters.ReadOnly.Values[3]);
        probe.Pass();
        Assert.Equal(0, Allocations.Of(probe.Pass));
        for (var i = 0; i < Two.Size; i++)
        {
            probe.Parameters.Values[i] = float.Epsilon;
            Assert.Throws<InvalidOperationException>(() => probe.Pass());
            probe.Pack();
            probe.Parameters.Values[i] = -float.Epsilon;
            Assert.Throws<InvalidOperationException>(() => probe.Pass());
            probe.Pack();
            probe.Pass();
        }

        _ = probe.Parameters.Values;
        Assert.Equal(0, Allocations.Of(probe.Pass));
    }

    [Fact]
    public void Models_that_share_a_store_each_need_packing()
    {
        var store = new ParameterStore(Two);
        store.Values.Fill(1);
        var (one, two) = (new Probe(store, Two), new Probe(store, Two));
        store["fc.bias"][0] = 2;
        Assert.Throws<InvalidOperationException>(() => one.Pass());
        two.Pack();
        two.Pass();
        Assert.Throws<InvalidOperationException>(() => one.Pass());
        one.Pack();
        one.Pass();
        two.Pass();
    }

    [Fact]
    public void Threads_may_read_spans_and_run_passes_at_once()
    {
        var probe = new Probe(new ParameterStore(Two), Two);
        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            Assert.Equal(0, probe.Parameters[i % 2][0]);
            probe.Pass();
        });
    }

    [Fact]
    public void Released_parameters_are_gone_and_passes_go_on()
    {
        var probe = new Probe(new ParameterStore(Two), Two);
        probe.Parameters[0][0] = 1;
        Message("Since the last Pack(), 'fc.weight' was edited: call Pack() after an edit, so that the network computes with it.", probe.ReleaseParameters);
        probe.Pack();
        probe.ReleaseParameters();
        probe.ReleaseParameters();
        probe.Pass();
        const string Gone = "The parameters of this model were released (ReleaseParameters), and it computes with what it packed of them; load another model to have them.";
        Message(Gone, () => _ = probe.Parameters);
        Message(Gone, probe.Pack);
        Message("'logits' has room for 1 floats; 1 sample is 2, and the length must be exactly that. (Parameter 'logits')", () => probe.Output(new float[1]));
    }

    [Fact]
    public void A_released_store_is_memory_again()
    {
        var (probe, store) = Released();
        GC.Collect();
        Assert.False(store.IsAlive);
        GC.KeepAlive(probe);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static (Probe, WeakReference) Released()
        {
            var probe = new Probe(new ParameterStore(Two), Two);
            var store = new WeakReference(probe.Parameters);
            probe.ReleaseParameters();
            return (probe, store);
        }
    }

    [Fact]
    public void A_network_that_reads_its_parameters_keeps_them()
    {
        var probe = new Probe(new ParameterStore(Two), Two) { Reads = true };
        Message("The 'neurons' blocks of this network read their parameters where the store has them, so it has to stay.", probe.ReleaseParameters);
        Assert.Same(Two, probe.Parameters.Layout);
    }

    [Fact]
    public void Warming_up_runs_passes_of_the_batch_and_threads_that_are_asked_for()
    {
        var probe = new Probe(new ParameterStore(Two), Two);
        probe.Warmup();
        Assert.Equal((1, 1), probe.Warmed);
        Assert.True(probe.Passes > 1);
        probe.Warmup(batch: 3, threads: 2);
        Assert.Equal((3, 2), probe.Warmed);
        Message("A batch has at least 1 sample. (Parameter 'batch')\nActual value was 0.", () => probe.Warmup(0));
        Message("At least 1 thread computes: the caller's own. (Parameter 'threads')\nActual value was 0.", () => probe.Warmup(1, 0));
    }

    [Fact]
    public void An_output_in_the_parameters_is_refused()
    {
        var probe = new Probe(new ParameterStore(Two), Two);
        Message("'logits' lies in the parameters of the network; give it memory of its own. (Parameter 'logits')", () => probe.Output(probe.Parameters.ReadOnly["fc.bias"]));
        Message("'logits' has room for 8 floats; 1 sample is 2, and the length must be exactly that. (Parameter 'logits')", () => probe.Output(probe.Parameters.ReadOnly.Values));
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
        Message("'image' holds 5 floats; 2 samples are 2 x 3 = 6, and the length must be exactly that. (Parameter 'image')", () => Probe.Input(5, 3, 2));
        Message("'logits' has room for 7 floats; 2 samples are 2 x 3 = 6, and the length must be exactly that. (Parameter 'logits')", () => Probe.Output(7, 3, 2));
        Message("'image' holds 5 floats; 1 sample is 3, and the length must be exactly that. (Parameter 'image')", () => Probe.Input(5, 3, 1));
        Message("'logits' has room for 0 floats; 2147483647 samples are 2147483647 x 2147483647 = 4611686014132420609, and the length must be exactly that. (Parameter 'logits')", () => Probe.Output(0, int.MaxValue, int.MaxValue));

        var memory = new float[8];
        Probe.Apart(memory.AsSpan(0, 4), memory.AsSpan(4, 4));
        Message("'logits' and 'image' overlap in memory; give 'logits' memory of its own. (Parameter 'logits')", () => Probe.Apart(memory.AsSpan(0, 5), memory.AsSpan(4, 4)));
    }

    [Fact]
    public void A_workspace_must_be_large_enough()
    {
        var probe = new Probe(new ParameterStore(Layout));
        Message("A workspace holds at least 1 sample. (Parameter 'images')\nActual value was 0.", () => probe.CreateWorkspace(0));
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
        Assert.Throws<ObjectDisposedException>(() => { _ = new Run(first, 1); });
        probe.Return(larger);
        Assert.Same(larger, probe.Rent(1000));
    }

    [Fact]
    public void No_more_workspaces_are_kept_than_threads_can_run()
    {
        var probe = new Probe(new ParameterStore(Layout));
        var rented = Enumerable.Range(0, Environment.ProcessorCount + 1).Select(_ => probe.Rent(1)).ToArray();
        Array.ForEach(rented, probe.Return);
        Assert.Throws<ObjectDisposedException>(() => { _ = new Run(rented[^1], 1); });
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
        Assert.Equal(expected, Assert.ThrowsAny<Exception>(action).Message.ReplaceLineEndings("\n"));

    [Theory]
    [InlineData(new[] { 0, 4, 5, 1, 2, 3 }, 3, 2, false, "'words' is 5 at position 2 of sample 0; the numbers of tokens are from 0 to 4.")]
    [InlineData(new[] { 0, 4, 3, 1, -1, 3 }, 3, 2, false, "'words' is -1 at position 1 of sample 1; the numbers of tokens are from 0 to 4.")]
    [InlineData(new[] { 0, 4, 3, 9, 0, 3 }, 3, 2, true, "'words' is 9 at position 1 of sample 1; the numbers of tokens are from 0 to 4.")]
    [InlineData(new[] { 0, 4, 7 }, 3, 1, false, "'words' is 7 at position 2; the numbers of tokens are from 0 to 4.")]
    [InlineData(new[] { 0, 4, 3 }, 3, 2, false, "'words' holds 3 numbers; 2 samples are 2 x 3 = 6, and the length must be exactly that.")]
    public void A_number_of_no_token_is_named_with_its_place(int[] ids, int perSample, int batch, bool batchLast, string message) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(() => Probe.Ids(ids, perSample, batch, vocabulary: 5, batchLast)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_number_of_a_token_is_taken() => Probe.Ids([0, 4, 2, 3], perSample: 2, batch: 2, vocabulary: 5, batchLast: false);

    private sealed class Probe : Model
    {
        private readonly float[] _logits = new float[2];

        public Probe(ParameterStore parameters, ParameterLayout? layout = null)
            : base(layout ?? Layout, parameters, workspaceSize: 100, imagesPerPass: 4)
        {
            Pack();
        }

        public int Packed { get; private set; }

        public bool Reads { get; init; }

        public (int Batch, int Threads) Warmed { get; private set; }

        public int Passes { get; private set; }

        public static void Batch(int batch) => CheckBatch(batch);

        public static void Threads(int threads) => CheckThreads(threads);

        public static void Input(int length, int perSample, int batch) => CheckInput("image", length, perSample, batch);

        public static void Ids(int[] ids, int perSample, int batch, int vocabulary, bool batchLast) => CheckIds("words", ids, perSample, batch, vocabulary, batchLast);

        public static void Output(int length, int perSample, int batch) => CheckOutput("logits", length, perSample, batch);

        public static void Apart(ReadOnlySpan<float> target, ReadOnlySpan<float> values) => CheckApart("logits", target, "image", values);

        /// <summary>What the passes of emitted classes ask for.</summary>
        public void Pass() => Output(_logits);

        public void Output(ReadOnlySpan<float> logits) => CheckOutput("logits", logits, 2, 1);

        public Workspace Rent(int batch) => RentWorkspace(batch);

        public void Return(Workspace workspace) => ReturnWorkspace(workspace);

        public void Check(Workspace workspace) => CheckWorkspace(workspace);

        protected override bool ReadsParameters => Reads;

        protected override void PackWeights(ParameterStore parameters) => Packed++;

        protected override Action PassOfZeros(int batch, int threads)
        {
            Warmed = (batch, threads);
            return () => Passes++;
        }
    }
}
