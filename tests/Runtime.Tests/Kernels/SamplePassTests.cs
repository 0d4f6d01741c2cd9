using System;
using System.Linq;
using System.Threading;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels;

public sealed class SamplePassTests
{
    // More than the pool's least work for a fork, which is counted by floats.
    private const int SampleSize = 1 << 16;

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 2, 4)]
    [InlineData(7, 1, 2)]
    [InlineData(2, 2, 1)]
    [InlineData(5, 2, 1)]
    [InlineData(7, 2, 2)]
    [InlineData(9, 3, 64)]
    [InlineData(8, 1000, 1)]
    public void Every_sample_is_computed_once(int images, int threads, int together)
    {
        using var workspace = new Workspace(SampleSize, images);
        var program = new Program();
        SamplePass.Run(program, new Run(workspace, images, threads), together);

        Assert.Equal(Enumerable.Repeat(1f, images), Enumerable.Range(0, images).Select(image => new Run(workspace, images).Vector(image, 0, 1)[0]));
        Assert.False(program.SharesScratch);
        Assert.Equal(images, program.Images);
    }

    [Fact]
    public void Samples_go_together_as_they_may_where_there_is_one_thread()
    {
        using var workspace = new Workspace(SampleSize, images: 7);
        var program = new Program();
        SamplePass.Run(program, new Run(workspace, 7), together: 3);
        Assert.Equal((7, 3, 3), (program.Images, program.Runs, program.Most));
    }

    [Fact]
    public void A_sample_left_over_gets_all_threads()
    {
        var threads = Math.Min(2, Environment.ProcessorCount);
        using var workspace = new Workspace(SampleSize, (2 * threads) + 1);
        var program = new Program();
        SamplePass.Run(program, new Run(workspace, (2 * threads) + 1, threads), together: 1);
        Assert.Equal(threads, program.ThreadsOfLast);
    }

    [Fact]
    public void What_a_sample_throws_is_thrown()
    {
        using var workspace = new Workspace(SampleSize, images: 4);
        Assert.Throws<InvalidOperationException>(() => SamplePass.Run(new Failing(), new Run(workspace, 4, threads: 2), together: 1));
        Assert.Throws<ArgumentNullException>(() => SamplePass.Run(null!, new Run(workspace, 1), together: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SamplePass.Run(new Failing(), new Run(workspace, 1), together: 0));
    }

    [Theory]
    [InlineData(1, 8, 1, 1)]
    [InlineData(100, 1, 4, 4)]
    [InlineData(3, 1, 64, 3)]
    public void A_workspace_has_room_for_a_sample_a_thread(int batch, int threads, int together, int room) =>
        Assert.Equal(room, SamplePass.Room(batch, threads, together));

    /// <summary>Counts what it is asked for; each run writes its scratch memory and reads it back a little later.</summary>
    private sealed class Program : ISampleProgram
    {
        private int _images, _runs, _most, _marks;

        public int Images => _images;

        public int Runs => _runs;

        public int Most => _most;

        public int ThreadsOfLast { get; private set; }

        public bool SharesScratch { get; private set; }

        public unsafe void RunSamples(in Run run)
        {
            var mark = (float)Interlocked.Increment(ref _marks);
            var scratch = run.Scratch(64);
            scratch[0] = mark;
            Thread.Sleep(2);
            SharesScratch |= scratch[0] != mark;
            for (var image = 0; image < run.Images; image++)
                run.Vector(image, 0, 1)[0]++;

            Interlocked.Add(ref _images, run.Images);
            Interlocked.Increment(ref _runs);
            _most = Math.Max(_most, run.Images);
            ThreadsOfLast = run.Threads;
        }
    }

    private sealed class Failing : ISampleProgram
    {
        public void RunSamples(in Run run) => throw new InvalidOperationException();
    }
}
