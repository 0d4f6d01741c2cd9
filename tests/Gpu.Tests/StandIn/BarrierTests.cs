using ILGPU;
using ILGPU.Execution;
using ILGPU.Runtime;
using Xunit;

namespace NetSpec.Gpu.Tests.StandIn;

public sealed class BarrierTests : Devices
{
    private const int Threads = 32;

    [Fact]
    public void A_barrier_lets_a_thread_read_what_another_wrote()
    {
        using var x = Numbers(2 * Threads);
        using var y = Device.Allocate1D<float>(2 * Threads);
        Device.LoadStreamKernel<ArrayView<float>, ArrayView<float>>(Reverse)((2, Threads), x.View, y.View);
        var values = y.GetAsArray1D();
        for (var i = 0; i < Threads; i++)
        {
            Assert.Equal(Threads - 1 - i + 0.5f, values[i]);
            Assert.Equal(2 * Threads - 1 - i + 0.5f, values[Threads + i]);
        }
    }

    [Fact]
    public void A_missing_barrier_is_a_race_or_a_read_of_nothing()
    {
        using var x = Numbers(Threads);
        using var y = Device.Allocate1D<float>(Threads);
        var fault = Fails(KernelFault.UninitialisedRead, () => Device.LoadStreamKernel<ArrayView<float>, ArrayView<float>>(ReverseAtOnce)((1, Threads), x.View, y.View));
        Assert.Equal(0, fault.Thread);
        Assert.Equal(Threads - 1, fault.Index);
        Assert.Equal("shared Single array 0", fault.Buffer);
        Assert.Contains("BarrierTests.ReverseAtOnce, group (0, 0, 0), thread 0, shared Single array 0[31]", fault.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_tile_that_is_filled_again_must_wait_for_its_readers()
    {
        using var x = Numbers(4 * Threads);
        using var y = Device.Allocate1D<float>(Threads);
        Device.LoadStreamKernel<ArrayView<float>, ArrayView<float>, int>(SumTiles)((1, Threads), x.View, y.View, 1);
        Assert.Equal(4 * ((Threads - 1) + 0.5f) + 6 * Threads, y.GetAsArray1D()[0]);
        Fails(KernelFault.DataRace, () => Device.LoadStreamKernel<ArrayView<float>, ArrayView<float>, int>(SumTiles)((1, Threads), x.View, y.View, 0));
    }

    [Fact]
    public void Threads_that_end_while_others_wait_are_named()
    {
        var fault = Fails(KernelFault.DivergentBarrier, () => Device.LoadStreamKernel<int>(WaitBelow)((3, Threads), 20));
        Assert.Equal(20, fault.Thread);
        Assert.Equal("BarrierTests.WaitBelow, group (0, 0, 0), thread 20: has ended while thread 0 waits at a barrier", fault.Message);
        Device.LoadStreamKernel<int>(WaitBelow)((3, Threads), Threads);
        Device.LoadStreamKernel<int>(WaitBelow)((3, Threads), 0);
    }

    [Fact]
    public void Threads_at_different_barriers_are_named()
    {
        var fault = Fails(KernelFault.DivergentBarrier, () => Device.LoadStreamKernel<int>(WaitHereOrThere)((1, Threads), 7));
        Assert.Equal("BarrierTests.WaitHereOrThere, group (0, 0, 0), thread 7: waits at another barrier than thread 0", fault.Message);
        Device.LoadStreamKernel<int>(WaitHereOrThere)((1, Threads), Threads);
    }

    [Fact]
    public void A_device_goes_on_after_a_fault()
    {
        Fails(KernelFault.DivergentBarrier, () => Device.LoadStreamKernel<int>(WaitBelow)((1, Threads), 5));
        A_barrier_lets_a_thread_read_what_another_wrote();
    }

    [Fact]
    public void What_a_kernel_throws_comes_with_its_place()
    {
        var fault = Fails(KernelFault.Thrown, () => Device.LoadStreamKernel<int>(Divide)((1, Threads), 3));
        Assert.Equal(3, fault.Thread);
        Assert.IsType<System.DivideByZeroException>(fault.InnerException);
    }

    private static void Reverse(ArrayView<float> x, ArrayView<float> y)
    {
        var tile = SharedMemory.Allocate<float>(Threads);
        int t = Group.IdxX, at = Grid.IdxX * Threads;
        tile[t] = x[at + t];
        Group.Barrier();
        y[at + t] = tile[Threads - 1 - t];
    }

    private static void ReverseAtOnce(ArrayView<float> x, ArrayView<float> y)
    {
        var tile = SharedMemory.Allocate<float>(Threads);
        int t = Group.IdxX;
        tile[t] = x[t];
        y[t] = tile[Threads - 1 - t];
    }

    private static void SumTiles(ArrayView<float> x, ArrayView<float> y, int waits)
    {
        var tile = SharedMemory.Allocate<float>(Threads);
        int t = Group.IdxX;
        float sum = 0;
        for (int step = 0; step < 4; step++)
        {
            tile[t] = x[step * Threads + t];
            Group.Barrier();
            sum += tile[Threads - 1 - t];
            if (waits != 0)
                Group.Barrier();
        }

        y[t] = sum;
    }

    private static void WaitBelow(int threads)
    {
        if (Group.IdxX < threads)
            Group.Barrier();
    }

    private static void WaitHereOrThere(int threads)
    {
        var shared = SharedMemory.Allocate<int>(Threads);
        if (Group.IdxX < threads)
        {
            shared[Group.IdxX] = 1;
            Group.Barrier();
            shared[Group.IdxX] += 1;
        }
        else
        {
            shared[Group.IdxX] = 2;
            Group.Barrier();
            shared[Group.IdxX] *= 2;
        }
    }

    private static void Divide(int zero)
    {
        var shared = SharedMemory.Allocate<int>(Threads);
        shared[Group.IdxX] = 12 / (zero - Group.IdxX);
    }
}
