using System;
using System.Collections.Concurrent;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Panelling;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Engines;

/// <summary>One corpus on every engine: the emitted classes at each vector width against the interpreter.</summary>
public sealed class EngineTests
{
    private static readonly ConcurrentDictionary<string, Lazy<Samples>> Cache = new(StringComparer.Ordinal);

    private static readonly int[] Batches = [1, 3, Samples.Count, 1];

    // Of a panel, one less and one more, and of several.
    private static readonly int[] PanelBatches = [1, 31, 32, 33, 100];

    // Below and above what a panel of a head needs, and of two heads.
    private static readonly int[] HeadBatches = [1, 7, 8, 17, 40, 70];

    private static readonly string[] WithHead = ["DenseHead", "SparseHead", "TwoBranches"];

    public static TheoryData<string, SimdLevel> Cases()
    {
        var data = new TheoryData<string, SimdLevel>();
        foreach (var net in EmittedNets.Small)
        foreach (var simd in Enum.GetValues<SimdLevel>().Where(SimdLevels.IsSupported))
            data.Add(net.Name, simd);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_the_interpreter(string name, SimdLevel simd)
    {
        var samples = Cache.GetOrAdd(name, key => new(() => Samples.Of(key))).Value;
        var emitted = EmittedNets.ByName[name].Create(Store(EmittedNets.ByName[name], samples));
        var hasPanels = emitted.Model is IPanelProgram;
        using var workspace = emitted.Model.CreateWorkspace(images: hasPanels ? 2 * Panels.Samples : 2, simd);
        using var small = emitted.Model.CreateWorkspace(images: 2, simd);
        foreach (var batch in hasPanels ? PanelBatches : WithHead.Contains(emitted.Model.GetType().Name) ? HeadBatches : Batches)
        {
            var alone = samples.Room(batch);
            emitted.Forward(samples.Inputs(batch), alone, batch, workspace, 1);
            Assert.InRange(samples.Distance(alone, batch), 0, 1e-5);

            var together = samples.Room(batch);
            emitted.Forward(samples.Inputs(batch), together, batch, workspace, 2);
            Assert.All(alone.Zip(together), pair => Assert.True(Bits(pair.First).SequenceEqual(Bits(pair.Second)), "the result depends on the number of threads"));

            var inPasses = samples.Room(batch);
            emitted.Forward(samples.Inputs(batch), inPasses, batch, small, 1);
            Assert.All(alone.Zip(inPasses), pair => Assert.True(Bits(pair.First).SequenceEqual(Bits(pair.Second)), "the result depends on the workspace"));
        }
    }

    [Fact]
    public void Every_net_of_the_corpus_is_here() =>
        Assert.Equal(CorpusSpec.Nets.Keys.Order(StringComparer.Ordinal), EmittedNets.ByName.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Layouts_are_those_of_the_nets() => Assert.All(EmittedNets.ByName.Values, emitted => Assert.Equal(
        CorpusSpec.Nets[emitted.Name].Parameters.Select(p => $"{p.Name} {string.Join('x', p.Dims)} {p.Role} {p.Offset}"),
        emitted.Layout.Select(p => $"{p.Name} {string.Join('x', p.Dims.ToArray())} {p.Role} {p.Offset}")));

    internal static ParameterStore Store(EmittedNet net, Samples samples) =>
        new(net.Layout, [.. samples.Parameters.SelectMany(tensor => tensor)]);

    private static uint[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToUInt32Bits);
}
