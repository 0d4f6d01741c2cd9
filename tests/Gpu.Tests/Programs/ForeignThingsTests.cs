using System;
using System.Linq;
using GpuModels;
using ILGPU;
using ILGPU.Runtime;
using Xunit;

namespace NetSpec.Gpu.Tests.Programs;

/// <summary>Memory, streams and accelerators that a program cannot use are refused, by name, on every kind of device.</summary>
public sealed class ForeignThingsTests : IDisposable
{
    private readonly DeviceKinds _devices = new();
    private readonly ProgramCheck _check = new(DeviceNets.All["SparseMlp"], seed: 1);

    public void Dispose() => _devices.Dispose();

    [Theory]
    [MemberData(nameof(DeviceKinds.All), MemberType = typeof(DeviceKinds))]
    public void Overlapping_memory(AcceleratorType kind)
    {
        const int Batch = 2;
        const int Size = Batch * SparseMlp.TokensSize;
        var device = _devices.Open(kind);
        using var program = new SparseMlp.Gpu((SparseMlp)_check.Model, device);
        using var memory = device.Allocate1D(_check.Inputs(Batch)[0].Concat(new float[2 * Size]).ToArray());
        using var other = device.Allocate1D<float>(Size);
        ArrayView<float> all = memory.View;

        foreach (var begin in new[] { 0, 4, Size - 1 })
            AssertOverlap("'y' and 'tokens' overlap in the device's memory", () => program.Forward(all.SubView(0, Size), all.SubView(begin, Size), Batch));
        AssertOverlap("'y' and 'tokens' overlap in the device's memory", () => program.Forward(all.SubView(Size, Size), all.SubView(1, Size), Batch));

        // Side by side they do not, nor in two buffers.
        program.Forward(all.SubView(0, Size), all.SubView(Size, Size), Batch);
        program.Forward(all.SubView(0, Size), other.View, Batch);
        device.Synchronize();
        _check.Check([memory.GetAsArray1D()[Size..(2 * Size)]], Batch);
        _check.Check([other.GetAsArray1D()], Batch);
    }

    [Theory]
    [MemberData(nameof(DeviceKinds.All), MemberType = typeof(DeviceKinds))]
    public void Overlapping_outputs(AcceleratorType kind)
    {
        var device = _devices.Open(kind);
        using var program = new Ports.Gpu((Ports)new ProgramCheck(DeviceNets.All["Ports"], seed: 1).Model, device);
        using var memory = device.Allocate1D(new float[64]);
        ArrayView<float> all = memory.View;

        AssertOverlap("'again' and 'mixed' overlap in the device's memory", () => program.Forward(
            all.SubView(0, 8), all.SubView(8, 8), all.SubView(16, 6), all.SubView(21, 6), all.SubView(32, 8), all.SubView(40, 6), 1));
    }

    [Theory]
    [MemberData(nameof(DeviceKinds.All), MemberType = typeof(DeviceKinds))]
    public void Memory_of_another_accelerator(AcceleratorType kind)
    {
        var (device, other) = (_devices.Open(kind), _devices.Open(kind));
        using var program = new SparseMlp.Gpu((SparseMlp)_check.Model, device);
        using var own = device.Allocate1D(new float[SparseMlp.TokensSize]);
        using var foreign = other.Allocate1D(new float[SparseMlp.TokensSize]);

        var input = Assert.Throws<ArgumentException>(() => program.Forward(foreign.View, own.View, 1));
        var output = Assert.Throws<ArgumentException>(() => program.Forward(own.View, foreign.View, 1));

        AssertToldApart("'tokens' lies in the memory of another ", "Allocate it with the model's", device, input);
        AssertToldApart("'y' lies in the memory of another ", "Allocate it with the model's", device, output);
    }

    [Fact]
    public void Memory_of_another_kind_of_accelerator()
    {
        foreach (var kind in DeviceKinds.Found.Where(kind => kind != AcceleratorType.CPU))
        {
            var (device, cpu) = (_devices.Open(kind), _devices.OpenCpu());
            using var program = new SparseMlp.Gpu((SparseMlp)_check.Model, device);
            using var own = device.Allocate1D(new float[SparseMlp.TokensSize]);
            using var foreign = cpu.Allocate1D(new float[SparseMlp.TokensSize]);

            var exception = Assert.Throws<ArgumentException>(() => program.Forward(own.View, foreign.View, 1));

            Assert.StartsWith($"'y' lies in the memory of {cpu.Name}, the model is on {device.Name}", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(DeviceKinds.All), MemberType = typeof(DeviceKinds))]
    public void Memory_that_was_given_back(AcceleratorType kind)
    {
        var device = _devices.Open(kind);
        using var program = new SparseMlp.Gpu((SparseMlp)_check.Model, device);
        using var own = device.Allocate1D(new float[SparseMlp.TokensSize]);
        var gone = device.Allocate1D(new float[SparseMlp.TokensSize]);
        ArrayView<float> view = gone.View;
        gone.Dispose();

        var input = Assert.Throws<ObjectDisposedException>(() => program.Forward(view, own.View, 1));
        var output = Assert.Throws<ObjectDisposedException>(() => program.Forward(own.View, view, 1));

        Assert.StartsWith("The memory of 'tokens' was given back", input.Message, StringComparison.Ordinal);
        Assert.StartsWith("The memory of 'y' was given back", output.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_memory()
    {
        var device = _devices.OpenCpu();
        using var program = new SparseMlp.Gpu((SparseMlp)_check.Model, device);
        using var own = device.Allocate1D(new float[SparseMlp.TokensSize]);

        var input = Assert.Throws<ArgumentException>(() => program.Forward(default, own.View, 1));
        var output = Assert.Throws<ArgumentException>(() => program.Forward(own.View, default, 1));

        Assert.StartsWith("'tokens' holds 0 numbers; 1 x 24 = 24 are 1 samples.", input.Message, StringComparison.Ordinal);
        Assert.StartsWith("'y' has room for 0 numbers; 1 x 24 = 24 are 1 samples.", output.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(DeviceKinds.All), MemberType = typeof(DeviceKinds))]
    public void A_stream_of_another_accelerator(AcceleratorType kind)
    {
        var device = _devices.Open(kind);
        using var program = new SparseMlp.Gpu((SparseMlp)_check.Model, device);
        using var other = _devices.Open(kind).CreateStream();

        var exception = Assert.Throws<ArgumentException>("stream", () => program.Forward(default(ArrayView<float>), default, 1, other));

        AssertToldApart("The stream belongs to another ", "Create it with the model's", device, exception);
    }

    [Fact]
    public void A_stream_that_was_closed()
    {
        var device = _devices.OpenCpu();
        using var program = new SparseMlp.Gpu((SparseMlp)_check.Model, device);
        var stream = device.CreateStream();
        stream.Dispose();

        var exception = Assert.Throws<ObjectDisposedException>(() => program.Forward(default(ArrayView<float>), default, 1, stream));

        Assert.StartsWith("The stream was closed.", exception.Message, StringComparison.Ordinal);
    }

    private static void AssertOverlap(string message, Action pass) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(pass).Message, StringComparison.Ordinal);

    /// <summary>Two accelerators of one name: the message says that they are two, and what to do.</summary>
    private static void AssertToldApart(string begin, string remedy, Accelerator device, ArgumentException exception)
    {
        Assert.StartsWith(begin + device.Name, exception.Message, StringComparison.Ordinal);
        Assert.Contains(" than the model is on. ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, exception.Message, StringComparison.Ordinal);
    }
}
