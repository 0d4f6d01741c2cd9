using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Engines;

public sealed class AllocationTests
{
    private static readonly string[] Names =
    [
        "Corpus.Nets.UNet", "Corpus.Nets.MlpSmall", "Corpus.Nets.KsVitMlp", "Corpus.Features.MaxPools", "Corpus.Features.KMaxPools",
        "Corpus.Features.AveragePools", "Corpus.Features.AdaptivePools", "Corpus.Features.Concats", "Corpus.Features.MapSorts",
        "Corpus.Features.TransposeOverlap", "Corpus.Features.Stages", "Corpus.Features.TwoTowers", "Corpus.Dags.Kpool1",
    ];

    public static TheoryData<string, int> Cases()
    {
        var data = new TheoryData<string, int>();
        foreach (var name in Names)
        foreach (var threads in new[] { 1, 2 })
            data.Add(name, threads);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_allocates_nothing_once_warm(string name, int threads)
    {
        var samples = Samples.Of(name);
        var emitted = EmittedNets.ByName[name].Create(EngineTests.Store(EmittedNets.ByName[name], samples));
        using var workspace = emitted.Model.CreateWorkspace(images: 2);
        var (x, y) = (samples.Inputs(Samples.Count), samples.Room(Samples.Count));

        Assert.Equal(0, Allocations.Of(() => emitted.Forward(x, y, Samples.Count, workspace, threads)));
    }
}
