using System;
using System.Threading.Tasks;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Mapping;
using Xunit;

namespace NetSpec.Runtime.Tests.Cpu;

public sealed class WorkspaceTests
{
    [Fact]
    public void A_run_has_no_more_samples_than_its_workspace()
    {
        using var workspace = new Workspace(100, 2);
        Assert.Equal(2, new Run(workspace, 2).Images);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Run(workspace, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Run(workspace, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Run(workspace, 1, threads: 0));
    }

    [Fact]
    public void Vectors_stay_inside_the_sample()
    {
        using var workspace = new Workspace(100, 2);
        var run = new Run(workspace, 2);
        Assert.Equal(100, run.Vector(1, 0, 100).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Run(workspace, 2).Vector(1, 16, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Run(workspace, 2).Vector(2, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Run(workspace, 2).Vector(0, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Run(workspace, 2).Vector(0, int.MaxValue, 1));
    }

    [Fact]
    public void Memory_starts_as_zeros_and_samples_are_apart()
    {
        using var workspace = new Workspace(33, 3);
        var run = new Run(workspace, 3);
        for (var n = 0; n < 3; n++)
        {
            Assert.Equal(new float[33], run.Vector(n, 0, 33).ToArray());
            run.Vector(n, 0, 33).Fill(n + 1);
        }

        for (var n = 0; n < 3; n++)
        {
            Assert.All(run.Vector(n, 0, 33).ToArray(), v => Assert.Equal(n + 1, v));
        }
    }

    [Fact]
    public void Maps_outside_the_sample_are_refused()
    {
        using var workspace = new Workspace(1024);
        Assert.Throws<ArgumentOutOfRangeException>(() => Maps.ClearBorder(new Run(workspace, 1), new Map(96, 1, 4, 4, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Maps.ClearBorder(new Run(workspace, 1), new Map(576, 1, 4, 4, 1)));
        Maps.ClearBorder(new Run(workspace, 1), new Map(112, 1, 4, 4, 1));
        Maps.ClearBorder(new Run(workspace, 1), new Map(560, 1, 4, 4, 1));
    }

    [Fact]
    public unsafe void A_thread_finds_its_scratch_memory_in_one_place_whatever_a_job_asks_for()
    {
        var threads = Math.Min(3, Environment.ProcessorCount);
        using var workspace = new Workspace(16);
        workspace.ThreadScratch(5000, threads, slot: 0);
        var places = new nint[threads];
        for (var i = 0; i < threads; i++)
            places[i] = (nint)(*workspace.ThreadScratch(16, threads: 1, slot: i));

        for (var i = 0; i < threads; i++)
        {
            Assert.Equal(places[i], (nint)(*workspace.ThreadScratch(5000, threads: 1, slot: i)));
            new Span<float>(*workspace.ThreadScratch(5000, threads: 1, slot: i), 5000).Fill(i);
        }

        for (var i = 0; i < threads; i++)
            Assert.All(new Span<float>((float*)places[i], 5000).ToArray(), value => Assert.Equal(i, value));

        // More than before is in another place.
        new Span<float>(*workspace.ThreadScratch(50_000, threads: 1, slot: 0), 50_000).Fill(1);
    }

    [Fact]
    public void A_disposed_workspace_begins_nothing()
    {
        var workspace = new Workspace(1);
        workspace.Dispose();
        workspace.Dispose();
        Assert.Throws<ObjectDisposedException>(() => new Run(workspace, 1));
        Assert.Throws<ObjectDisposedException>(() => workspace.Reserve());
    }

    [Fact]
    public void A_workspace_has_one_user_at_a_time()
    {
        using var workspace = new Workspace(1);
        using (workspace.Reserve())
        {
            var refused = Assert.Throws<InvalidOperationException>(() => workspace.Reserve());
            Assert.Equal("Another call computes in this workspace; give each thread one of its own.", refused.Message);
        }

        workspace.Reserve().Dispose();
    }

    [Fact]
    public void A_workspace_disposed_in_use_is_freed_at_the_end_of_it()
    {
        var workspace = new Workspace(16);
        using (workspace.Reserve())
        {
            workspace.Dispose();
            workspace.Dispose();
            Assert.Throws<ObjectDisposedException>(() => workspace.Reserve());
            new Run(workspace, 1).Vector(0, 0, 16).Fill(1);
        }

        Assert.Throws<ObjectDisposedException>(() => new Run(workspace, 1));
        workspace.Dispose();
    }

    /// <summary>A call ends while another thread disposes: one of the two has to see the other.</summary>
    [Fact]
    public void Whoever_comes_last_frees_a_workspace()
    {
        for (var i = 0; i < 2000; i++)
        {
            var workspace = new Workspace(1);
            Parallel.Invoke(() => Use(workspace), workspace.Dispose);
            Assert.Throws<ObjectDisposedException>(() => new Run(workspace, 1));
        }

        static void Use(Workspace workspace)
        {
            try
            {
                workspace.Reserve().Dispose();
            }
            catch (ObjectDisposedException)
            {
                // The other was first.
            }
        }
    }
}
