using System;
using System.Linq;
using NetSpec.Runtime.Kernels.Convolution;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Convolution;

/// <summary>Chunks and their order.</summary>
public sealed unsafe class ConvJobTests
{
    private const int Image = 1_000_000;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 300)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Chunks_cover_every_row_of_every_block_once(int seed)
    {
        var random = new Random(seed);
        var job = Job(random.Next(1, 600), random.Next(1, 40), random.Next(1, 4), random.Next(1, 60), random.Next(1, 60), random.Next(1, 10));
        job.Order(random.Next(1, 5));

        var times = new int[job.Images, job.Groups * job.OutBlocks, job.OutHeight];
        for (var i = 0; i < job.Chunks; i++)
        {
            var chunk = job.Chunk(i);
            var (image, block) = Math.DivRem((int)(chunk.Output - (float*)null), Image);
            for (var n = 0; n < chunk.Blocks; n++)
            {
                for (var row = chunk.FirstRow; row < chunk.EndRow; row++)
                {
                    times[image, block + n, row]++;
                }
            }
        }

        Assert.All(times.Cast<int>(), count => Assert.Equal(1, count));
    }

    [Fact]
    public void Weights_that_are_large_are_read_panel_by_panel()
    {
        // 512 channels of 3 x 3 taps.
        var job = Job(depth: 32, outBlocks: 32, groups: 1, height: 7, width: 7, images: 2);
        (job.KernelRows, job.Length, job.InRow) = (3, 48, 9 * 16);
        job.Order(threads: 2);

        // The first half of the chunks has the first half of the weights, for all images.
        var half = Enumerable.Range(0, job.Chunks / 2).Select(i => Place(job, i)).ToArray();
        Assert.All(half, place => Assert.True(place.Block < 16));
        Assert.Equal(2, half.Select(place => place.Image).Distinct().Count());
        Assert.Equal(half.OrderBy(place => place.Block), half);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Activations_that_are_large_stay_with_their_thread(int images)
    {
        var job = Job(depth: 128, outBlocks: 8, groups: 1, height: 56, width: 56, images);
        job.Order(threads: 2);

        // The first half of the chunks has the first half of the rows, and all weights.
        var half = Enumerable.Range(0, job.Chunks / 2).Select(i => Place(job, i)).ToArray();
        Assert.All(half, place => Assert.True((place.Image * 56) + place.Row < images * 28));
        Assert.Equal(4, half.Select(place => place.Block).Distinct().Count());
    }

    [Theory]
    [InlineData(14, 7)]
    [InlineData(16, 8)]
    public void Threads_have_equal_shares_of_an_odd_number_of_rows_that_whole_tiles_fill(int width, int rows)
    {
        var job = Job(depth: 128, outBlocks: 8, groups: 1, height: 14, width, images: 1);
        job.Order(threads: 2);
        Assert.Equal(rows, job.Chunk(0).EndRow - job.Chunk(0).FirstRow);
    }

    /// <summary>A convolution of one tap.</summary>
    private static ConvJob Job(int depth, int outBlocks, int groups, int height, int width, int images) => new()
    {
        Blocks = depth,
        KernelRows = 1,
        Segments = 1,
        Length = 1,
        InRow = width,
        OutBlock = 1,
        OutBlocks = outBlocks,
        Groups = groups,
        OutHeight = height,
        OutWidth = width,
        Stride = Image,
        Images = images,
    };

    private static (int Image, int Block, int Row) Place(ConvJob job, int index)
    {
        var chunk = job.Chunk(index);
        var (image, block) = Math.DivRem((int)(chunk.Output - (float*)null), Image);
        return (image, block, chunk.FirstRow);
    }
}
